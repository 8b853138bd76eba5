/**
 * Who may send through the providers of the demo. These open nothing but the fakes of one process; they stand here so that
 * the accounts of the demo and the fakes agree.
 */
export const sandboxCredentials = {
  /** The group in which all robots stand. */
  group: "值班群",
  /** Two robots of one group: when one has to rest, the other sends. */
  wecomRobots: ["sandbox-robot-1", "sandbox-robot-2"],
  wecomApp: {
    corpId: "ww-sandbox",
    agentId: 1_000_002,
    secret: "sandbox-app-secret",
    members: ["zhangsan", "lisi", "wangwu"],
    seats: 100,
  },
  dingtalk: { token: "sandbox-dingtalk", signSecret: "SEC-sandbox" },
  feishu: {
    token: "sandbox-feishu",
    signSecret: "sandbox-feishu-sign",
    appId: "cli_sandbox",
    appSecret: "sandbox-feishu-app",
  },
  aliyunSms: {
    accessKeyId: "LTAI-sandbox",
    accessKeySecret: "sandbox-aliyun-secret",
    signNames: ["钟楼"],
    templates: {
      SMS_100: { text: "${content}" },
      SMS_200: { text: "您的验证码为${code}，5分钟内有效。", kind: "otp" },
    },
  },
  tencentSms: {
    secretId: "AKID-sandbox",
    secretKey: "sandbox-tencent-secret",
    sdkAppId: "1400006666",
    signNames: ["钟楼"],
    templates: { 100: { text: "{1}" }, 200: { text: "验证码{1}，5分钟内有效。", kind: "otp" } },
  },
  wechat: {
    appId: "wx-sandbox",
    secret: "sandbox-wechat-secret",
    serverToken: "sandbox-wechat-token",
    followers: ["o-zhangsan", "o-lisi"],
    templates: { notice: ["thing1", "thing2", "time3"] },
  },
  metabase: { username: "belfry@campus.example", password: "sandbox-metabase", apiKey: "mb_sandbox" },
} as const;
