/**
 * Each way in which a provider can behave badly, with each provider, over real HTTP and SMTP: what the ledger makes of it.
 * A refusal may be tried again, elsewhere or later; what may have arrived is unknown and never sent again by itself.
 */
import { builtinChannels } from "@belfry/channels";
import {
  createMovableClock,
  createSmtpPlay,
  fetchLocally,
  sandboxCredentials as keys,
  startProviderSandbox,
  tester,
  type ProviderFault,
  type ProviderSandbox,
} from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startMailSandbox, type MailSandbox, type Notify } from "../src/index.ts";
import { startLedger, until, type Ledger } from "./ledger-fixture.ts";

const NOW = new Date("2026-03-02T02:00:00Z");
const DAY_MS = 86_400_000;
let clock = createMovableClock(NOW.getTime());
let ledger: Ledger;
let providers: ProviderSandbox;
let mailSandbox: MailSandbox;
const smtp = createSmtpPlay({ clock: { now: () => clock.now() } });

beforeAll(async () => {
  ledger = await startLedger();
  mailSandbox = await startMailSandbox({
    store: ledger.db.store,
    manners: smtp,
    onError: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  smtp.setFaults([]);
  await ledger.reset();
  await providers?.[Symbol.asyncDispose]();
});
afterAll(async () => {
  await mailSandbox?.close();
  await ledger?.[Symbol.asyncDispose]();
});

const { group, wecomApp, dingtalk, feishu, aliyunSms, tencentSms, wechat } = keys;
const of = (secret: string) => ({ $secret: secret });

interface Sender {
  readonly provider: string;
  readonly to: string;
  readonly config: () => Readonly<Record<string, unknown>>;
}
const senders: Readonly<Record<string, Sender>> = {
  wecom: { provider: "wecom", to: group, config: () => ({ group, key: of(keys.wecomRobots[0]) }) },
  "wecom-app": {
    provider: "wecom",
    to: "zhangsan",
    config: () => ({ corpId: wecomApp.corpId, agentId: wecomApp.agentId, secret: of(wecomApp.secret) }),
  },
  dingtalk: {
    provider: "dingtalk",
    to: group,
    config: () => ({ group, token: of(dingtalk.token), signSecret: of(dingtalk.signSecret) }),
  },
  feishu: {
    provider: "feishu",
    to: group,
    config: () => ({ group, token: of(feishu.token), signSecret: of(feishu.signSecret) }),
  },
  "aliyun-sms": {
    provider: "aliyun-sms",
    to: "13800138000",
    config: () => ({
      accessKeyId: aliyunSms.accessKeyId,
      accessKeySecret: of(aliyunSms.accessKeySecret),
      signName: aliyunSms.signNames[0],
      textTemplate: { template: "SMS_100", param: "content" },
    }),
  },
  "tencent-sms": {
    provider: "tencent-sms",
    to: "13800138000",
    config: () => ({
      secretId: tencentSms.secretId,
      secretKey: of(tencentSms.secretKey),
      sdkAppId: tencentSms.sdkAppId,
      signName: tencentSms.signNames[0],
      textTemplate: { template: "100" },
    }),
  },
  wechat: {
    provider: "wechat",
    to: "o-zhangsan",
    config: () => ({
      appId: wechat.appId,
      secret: of(wechat.secret),
      textTemplate: { template: "notice", subject: "thing1", text: "thing2", time: "time3" },
    }),
  },
  email: {
    provider: "smtp",
    to: "dean@campus.example",
    config: () => ({
      host: mailSandbox.host,
      port: mailSandbox.port,
      mode: "plain",
      // The mail server remembers whom it punished.
      from: { name: "钟楼", address: `belfry-${senderNumber}@campus.example` },
    }),
  },
};

let senderNumber = 0;
async function startWith(channel: string, fault: ProviderFault): Promise<Notify> {
  senderNumber += 1;
  // The fakes compare signatures with their clock, and the ledger signs by its own.
  clock = createMovableClock(NOW.getTime());
  providers = await startProviderSandbox({ clock });
  await ledger.db.clock.set(NOW);
  const { provider, config } = sender(channel);
  if (provider === "smtp") smtp.setFaults([fault]);
  else providers.setFaults(provider, [fault]);
  const notify = ledger.another({
    channels: builtinChannels.channels ?? [],
    fetch: fetchLocally,
    resolveSecret: async (name) => name,
  });
  const urls: Readonly<Record<string, string>> = providers.urls;
  const baseUrl = provider === "smtp" ? {} : { baseUrl: urls[provider] };
  await notify.saveAccount({ channel, name: "main", config: { ...config(), ...baseUrl } }, { by: tester });
  return notify;
}

function sender(channel: string): Sender {
  const found = senders[channel];
  if (found === undefined) throw new Error(`Nothing is known of ${channel}.`);
  return found;
}

/** What the ledger holds of the one delivery after its first attempt. */
async function recorded(messageId: number) {
  const { rows } = await ledger.db.store.query<{
    outcome: string | null;
    code: string | null;
    state: string;
    tried: number;
    rests: boolean;
  }>({
    name: "test-first-attempt",
    text: `select a.outcome, a.code, d.state, d.attempts as tried,
             exists (select from belfry.account_states s where s.rests_until > belfry.now()) as rests
           from belfry.deliveries d join belfry.delivery_attempts a on a.delivery_id = d.id and a.attempt = 1
           where d.message_id = $1`,
    values: [messageId],
  });
  return rows[0];
}

const message = (channel: string) => ({
  channel,
  to: [sender(channel).to],
  ...(channel === "email" || channel === "wechat" ? { subject: "停水" } : {}),
  text: "明早停水",
});

const received = (channel: string) => {
  const { provider } = sender(channel);
  const { length } = (provider === "smtp" ? smtp.messages({}) : providers.messages(provider, {})).filter(
    ({ shown }) => shown,
  );
  return length;
};

type Recorded = readonly [outcome: string, code: string | null, state: string, rests: boolean, seen: number];

/** By channel and switch: the outcome, the code, what became of the delivery, whether the account rests, and how many saw it. */
const table: Readonly<
  Record<string, Readonly<Record<"bounce" | "throttle" | "accept-then-drop" | "malformed", Recorded>>>
> = {
  wecom: {
    bounce: ["account-fault", "93008", "failed", true, 0],
    throttle: ["account-fault", "45009", "queued", true, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", "HTTP 200", "unknown", false, 1],
  },
  "wecom-app": {
    bounce: ["recipient-fault", "81013", "failed", false, 0],
    throttle: ["account-fault", "45009", "queued", true, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", "HTTP 200", "unknown", false, 1],
  },
  dingtalk: {
    bounce: ["account-fault", "400013", "failed", true, 0],
    throttle: ["account-fault", "130101", "queued", true, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", "HTTP 200", "unknown", false, 1],
  },
  feishu: {
    bounce: ["account-fault", "19001", "failed", true, 0],
    throttle: ["account-fault", "11232", "queued", true, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", "HTTP 200", "unknown", false, 1],
  },
  // What an SMS, a follower's message or a mail bounces for is told later, by a receipt.
  "aliyun-sms": {
    bounce: ["accepted", "OK", "accepted", false, 0],
    throttle: ["account-fault", "Throttling.User", "queued", true, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", "HTTP 200", "unknown", false, 1],
  },
  "tencent-sms": {
    bounce: ["accepted", "Ok", "accepted", false, 0],
    // This number had one a moment ago; others can be written to.
    throttle: ["try-later", "LimitExceeded.PhoneNumberThirtySecondLimit", "queued", false, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", "HTTP 200", "unknown", false, 1],
  },
  wechat: {
    bounce: ["accepted", null, "accepted", false, 0],
    throttle: ["account-fault", "45009", "queued", true, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", "HTTP 200", "unknown", false, 1],
  },
  email: {
    bounce: ["accepted", null, "accepted", false, 0],
    throttle: ["account-fault", "550", "queued", true, 0],
    "accept-then-drop": ["unknown", null, "unknown", false, 1],
    malformed: ["unknown", null, "unknown", false, 1],
  },
};
const rows = Object.entries(table).flatMap(([channel, kinds]) =>
  Object.entries(kinds).map(([kind, expected]) => [channel, kind as ProviderFault["kind"], expected] as const),
);

async function sendOne(channel: string, fault: ProviderFault) {
  smtp.clear();
  const notify = await startWith(channel, fault);
  const { messageId } = await notify.accept(message(channel), { idempotencyKey: `${channel}-${fault.kind}` });
  await ledger.start(notify);
  return { notify, messageId };
}

async function expectRecorded(channel: string, kind: ProviderFault["kind"], expected: Recorded): Promise<void> {
  const { notify, messageId } = await sendOne(channel, { kind, times: 1 });
  await ledger.settled();
  const { outcome, code, state, rests, tried } = (await recorded(messageId)) ?? {};
  expect([outcome, code, state, rests, received(channel)]).toEqual(expected);
  expect(tried).toBe(1);
  // A day later what was refused has gone out, once; what may have arrived has not been sent again.
  clock.advance(DAY_MS);
  await ledger.db.clock.set(new Date(NOW.getTime() + DAY_MS));
  notify.wake();
  await ledger.settled();
  expect((await recorded(messageId))?.state).toBe(state === "queued" ? "accepted" : state);
  expect(received(channel)).toBe(state === "queued" ? 1 : expected[4]);
}

test.each(rows)("%s, %s", (channel, kind, expected) => expectRecorded(channel, kind, expected));

test.each(Object.keys(senders))(
  "%s, slow: the answer is waited for, and the message goes out once",
  async (channel) => {
    const { messageId } = await sendOne(channel, { kind: "slow", times: 1 });
    await until(() => received(channel) === 1);
    expect(await recorded(messageId)).toMatchObject({ outcome: null, state: "sending" });
    const { provider } = sender(channel);
    if (provider === "smtp") smtp.setFaults([]);
    else providers.setFaults(provider, []);
    await ledger.settled();
    expect(await recorded(messageId)).toMatchObject({ outcome: "accepted", state: "accepted", tried: 1 });
    expect(received(channel)).toBe(1);
  },
);
