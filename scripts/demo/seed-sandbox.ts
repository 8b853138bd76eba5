import { sandboxCredentials as keys, type ProviderSandbox, type SandboxProviderId } from "@belfry/fakes";
import type { Call } from "./connect.ts";

interface SandboxAccount {
  readonly channel: string;
  readonly name: string;
  readonly provider: SandboxProviderId;
  readonly config: Readonly<Record<string, unknown>>;
}

const { group, wecomApp, dingtalk, feishu, aliyunSms, tencentSms, wechat, metabase } = keys;

/** What stands in the vault, by name. */
const secrets: Readonly<Record<string, string>> = {
  sandboxWecomRobot1: keys.wecomRobots[0],
  sandboxWecomRobot2: keys.wecomRobots[1],
  sandboxWecomApp: wecomApp.secret,
  sandboxDingtalk: dingtalk.token,
  sandboxDingtalkSign: dingtalk.signSecret,
  sandboxFeishu: feishu.token,
  sandboxFeishuSign: feishu.signSecret,
  sandboxFeishuApp: feishu.appSecret,
  sandboxAliyun: aliyunSms.accessKeySecret,
  sandboxTencent: tencentSms.secretKey,
  sandboxWechat: wechat.secret,
  sandboxWechatEvents: wechat.serverToken,
  sandboxMetabaseUser: metabase.username,
  sandboxMetabasePassword: metabase.password,
};

/** An account's reference to what stands in the vault. */
const of = (name: keyof typeof secrets) => ({ $secret: name });

const accounts: readonly SandboxAccount[] = [
  { channel: "wecom", name: "duty-1", provider: "wecom", config: { group, key: of("sandboxWecomRobot1") } },
  { channel: "wecom", name: "duty-2", provider: "wecom", config: { group, key: of("sandboxWecomRobot2") } },
  {
    channel: "wecom-app",
    name: "sandbox",
    provider: "wecom",
    config: {
      corpId: wecomApp.corpId,
      agentId: wecomApp.agentId,
      seats: wecomApp.seats,
      secret: of("sandboxWecomApp"),
    },
  },
  {
    channel: "dingtalk",
    name: "duty",
    provider: "dingtalk",
    config: { group, token: of("sandboxDingtalk"), signSecret: of("sandboxDingtalkSign") },
  },
  {
    channel: "feishu",
    name: "duty",
    provider: "feishu",
    config: {
      group,
      token: of("sandboxFeishu"),
      signSecret: of("sandboxFeishuSign"),
      appId: feishu.appId,
      appSecret: of("sandboxFeishuApp"),
    },
  },
  {
    channel: "aliyun-sms",
    name: "sandbox",
    provider: "aliyun-sms",
    config: {
      accessKeyId: aliyunSms.accessKeyId,
      accessKeySecret: of("sandboxAliyun"),
      signName: aliyunSms.signNames[0],
      textTemplate: { template: "SMS_100", param: "content" },
    },
  },
  {
    channel: "tencent-sms",
    name: "sandbox",
    provider: "tencent-sms",
    config: {
      secretId: tencentSms.secretId,
      secretKey: of("sandboxTencent"),
      sdkAppId: tencentSms.sdkAppId,
      signName: tencentSms.signNames[0],
      textTemplate: { template: "100" },
    },
  },
  {
    channel: "wechat",
    name: "sandbox",
    provider: "wechat",
    config: {
      appId: wechat.appId,
      secret: of("sandboxWechat"),
      serverToken: of("sandboxWechatEvents"),
      textTemplate: { template: "notice", subject: "thing1", text: "thing2", time: "time3" },
    },
  },
];

/** Asks the played Metabase, and tells the group: a rule to run by hand. Its address is another one at each start. */
const lateWeek = {
  rule: "late-week",
  name: "本周晚归统计",
  labels: { team: "学工处" },
  actions: [
    {
      id: "ask",
      use: "metabase.query",
      with: {
        url: "{{ vars.sandboxMetabase.url }}",
        login: {
          username: "${{ secrets.sandboxMetabaseUser }}",
          password: "${{ secrets.sandboxMetabasePassword }}",
        },
        card: 1,
        parameters: { campus: "滨海校区" },
      },
    },
    {
      id: "tell",
      use: "wecom.send",
      with: { to: [group], text: "本周晚归统计：滨海校区共 {{ actions.ask.count }} 栋楼。" },
    },
  ],
};

/**
 * Points an account of each channel at the provider that the demo plays, and opens the way there: one host and port each,
 * and no other place of this machine.
 * @param belfryUrl where the played providers post what became of messages
 */
export async function seedSandbox(api: Call, sandbox: ProviderSandbox, belfryUrl: string): Promise<void> {
  for (const [provider, url] of Object.entries(sandbox.urls))
    await api("PUT", `/v1/connections/sandbox-${provider}`, {
      address: new URL(url).host,
      purpose: `模拟的服务商 played provider: ${provider}`,
      allowLocal: true,
    });
  for (const [name, value] of Object.entries(secrets)) await api("PUT", `/v1/secrets/${name}`, { value });
  for (const { channel, name, provider, config } of accounts) {
    await api("PUT", `/v1/accounts/${channel}/${name}`, { config: { ...config, baseUrl: sandbox.urls[provider] } });
    if (!["aliyun-sms", "tencent-sms", "wechat"].includes(channel)) continue;
    const { path } = await api<{ path: string }>("POST", `/v1/accounts/${channel}/${name}/receipt-address`);
    sandbox.postReceiptsTo(provider, `${belfryUrl}${path}`);
  }
  await api("PATCH", "/v1/variables", { values: { sandboxMetabase: { url: sandbox.urls.metabase } } });
  await api("PUT", "/v1/rules/late-week", lateWeek);
  await api("POST", "/v1/rules/late-week/enable");
}
