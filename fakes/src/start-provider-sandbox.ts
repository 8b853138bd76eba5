/**
 * The providers of the demo: everything that would go out to a group, a telephone or a follower is taken by a program of
 * this process instead, which answers as the provider does and shows what came. Nothing leaves the machine.
 */
import { startAliyunSmsFake } from "./aliyun-sms/start-aliyun-sms-fake.ts";
import { messageFaults, type Chaos, type ProviderFault } from "./chaos.ts";
import { startDingtalkFake } from "./dingtalk/start-dingtalk-fake.ts";
import type { Exchange, ExchangeLog } from "./exchange-log.ts";
import type { FakeClock } from "./fake-clock.ts";
import { startFeishuFake } from "./feishu/start-feishu-fake.ts";
import { sandboxCards } from "./metabase/sandbox-cards.ts";
import { startMetabase } from "./metabase/start-metabase.ts";
import { sandboxCredentials as keys } from "./sandbox-credentials.ts";
import { startTencentSmsFake } from "./tencent-sms/start-tencent-sms-fake.ts";
import { startWechatFake } from "./wechat/start-wechat-fake.ts";
import { startWecomFake } from "./wecom/start-wecom-fake.ts";

/** A provider that is played here, and how it behaves just now. */
export interface PlayedProvider {
  /** `wecom`, `dingtalk`, `feishu`, `aliyun-sms`, `tencent-sms`, `wechat`, `metabase` */
  readonly provider: string;
  /** What comes here: messages to people, or queries that want an answer. */
  readonly receives: "messages" | "queries";
  /** The channels whose messages come here; none for queries. */
  readonly channels: readonly string[];
  /** The faults that it knows. */
  readonly switches: readonly ProviderFault["kind"][];
  /** How many messages it remembers. */
  readonly messages: number;
  /** The switches that are on; the first hits the next message. */
  readonly faults: readonly ProviderFault[];
}

/** All fakes, on free ports of this machine. */
export interface ProviderSandbox extends AsyncDisposable {
  /** Where a provider listens, without a slash at the end. */
  readonly urls: Readonly<Record<SandboxProviderId, string>>;
  list(): readonly PlayedProvider[];
  /** Nothing for a provider that is not played here. */
  get(provider: string): PlayedProvider | undefined;
  /** What came to a provider, newest first. @param page.before only what has a smaller id */
  messages(provider: string, page: { readonly before?: number; readonly limit?: number }): readonly Exchange[];
  /** Forgets what came, and says how much it was. */
  clear(provider: string): number;
  /** Puts these switches in the place of those that are on; none at all puts the provider right again. */
  setFaults(provider: string, faults: readonly ProviderFault[]): void;
  /** Where a provider posts what became of messages. Nothing happens for one that posts nothing. */
  postReceiptsTo(provider: string, url: string): void;
}

export type SandboxProviderId = "wecom" | "dingtalk" | "feishu" | "aliyun-sms" | "tencent-sms" | "wechat" | "metabase";

interface Played extends AsyncDisposable {
  readonly url: string;
  readonly chaos: Chaos;
  readonly log: ExchangeLog;
}

const kindOf = (provider: string): Pick<PlayedProvider, "receives" | "channels" | "switches"> =>
  provider === "metabase"
    ? { receives: "queries", channels: [], switches: [...messageFaults, "session-expired"] }
    : {
        receives: "messages",
        channels: provider === "wecom" ? ["wecom", "wecom-app"] : [provider],
        switches: messageFaults,
      };

/** Starts every fake. Whoever sends with `sandboxCredentials` is let in. @param options.clock @default that of this machine */
export async function startProviderSandbox(options: { readonly clock?: FakeClock } = {}): Promise<ProviderSandbox> {
  await using starting = new AsyncDisposableStack();
  const { group } = keys;
  const wecom = starting.use(
    await startWecomFake({
      ...options,
      robots: keys.wecomRobots.map((key) => ({ key, group })),
      apps: [keys.wecomApp],
    }),
  );
  const dingtalk = starting.use(await startDingtalkFake({ ...options, robots: [{ group, ...keys.dingtalk }] }));
  const feishu = starting.use(
    await startFeishuFake({ ...options, bots: [{ group, ...keys.feishu }], apps: [keys.feishu] }),
  );
  const aliyun = starting.use(await startAliyunSmsFake({ ...options, ...keys.aliyunSms }));
  const tencent = starting.use(await startTencentSmsFake({ ...options, ...keys.tencentSms }));
  const wechat = starting.use(await startWechatFake({ ...options, ...keys.wechat }));
  const metabase = starting.use(await startMetabase(sandboxCards, { ...options, user: keys.metabase }));

  const fakes: Readonly<Record<SandboxProviderId, Played>> = {
    wecom,
    dingtalk,
    feishu,
    "aliyun-sms": aliyun,
    "tencent-sms": tencent,
    wechat,
    metabase,
  };
  const played = new Map<string, Played>(Object.entries(fakes));
  const described = (provider: string, { chaos, log }: Played): PlayedProvider => ({
    provider,
    ...kindOf(provider),
    messages: log.size,
    faults: chaos.list(),
  });

  const running = starting.move();
  return {
    urls: Object.fromEntries(
      Object.entries(fakes).map(([provider, { url }]) => [provider, url]),
    ) as ProviderSandbox["urls"],
    list: () => [...played].map(([provider, fake]) => described(provider, fake)),
    get(provider) {
      const fake = played.get(provider);
      return fake === undefined ? undefined : described(provider, fake);
    },
    messages: (provider, page) => played.get(provider)?.log.list(page) ?? [],
    clear: (provider) => played.get(provider)?.log.clear() ?? 0,
    setFaults(provider, faults) {
      const chaos = played.get(provider)?.chaos;
      chaos?.clear();
      for (const fault of faults) chaos?.set(fault);
    },
    postReceiptsTo(provider, url) {
      if (provider === "aliyun-sms") aliyun.pushReceiptsTo(url);
      if (provider === "tencent-sms") tencent.pushReceiptsTo(url);
      if (provider === "wechat") wechat.pushEventsTo(url);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
