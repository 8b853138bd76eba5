import type { ProviderCode } from "@belfry/plugin-kit";

/** What Feishu's codes mean. Source: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
export const feishuCodes: readonly ProviderCode[] = [
  {
    code: "9499",
    kind: "content-fault",
    meaning: { zh: "请求格式、类型或大小有误。", en: "The form, the type or the size of the message is wrong." },
    advice: { zh: "请检查 payload，并保持在 20 KB 以内。", en: "Check its payload, and keep it below 20 KB." },
  },
  {
    code: "11232",
    kind: "account-fault",
    // The limit of a second is over by then; that of a minute says so again.
    pauseMs: 10_000,
    tooFast: true,
    meaning: {
      zh: "发送过于频繁（每分钟 100 条、每秒 5 条，整点半点更严）。",
      en: "It sent too often (100 a minute, 5 a second, less at the full and half hour).",
    },
    advice: { zh: "稍后自动重试；请避开整点和半点。", en: "It is tried again soon; avoid the full and the half hour." },
  },
  {
    code: "19001",
    kind: "account-fault",
    meaning: { zh: "机器人的 Webhook 地址无效。", en: "The webhook address of the bot is not valid." },
    advice: { zh: "请重新复制 /hook/ 之后的部分。", en: "Copy again what stands after /hook/." },
  },
  {
    code: "19002",
    kind: "content-fault",
    meaning: { zh: "参数有误。", en: "A parameter is wrong." },
    advice: { zh: "请检查 payload。", en: "Check the payload of the message." },
  },
  {
    code: "19021",
    kind: "account-fault",
    meaning: {
      zh: "签名不匹配，或时间戳超出一小时。",
      en: "The signature does not match, or the timestamp is more than an hour off.",
    },
    advice: {
      zh: "请检查 signSecret，并校准数据库服务器的时钟。",
      en: "Check signSecret, and the clock of the database's machine.",
    },
  },
  {
    code: "19022",
    kind: "account-fault",
    meaning: { zh: "本机的 IP 不在机器人的白名单里。", en: "The address of this machine is not in the bot's list." },
    advice: {
      zh: "请在机器人的安全设置里加入本机的出口 IP。",
      en: "Add the address to the security settings of the bot.",
    },
  },
  {
    code: "19024",
    kind: "content-fault",
    meaning: { zh: "消息里没有机器人要求的关键词。", en: "The message does not hold the bot's keyword." },
    advice: {
      zh: "请在账号里填写 keyword，或把关键词写进卡片。",
      en: "Fill in the keyword of the account, or write it into the card.",
    },
  },
  {
    code: "19036",
    kind: "content-fault",
    meaning: { zh: "消息过大。", en: "The message is too large." },
    advice: { zh: "请缩短到 20 KB 以内。", en: "Shorten it to less than 20 KB." },
  },
  {
    code: "10003",
    kind: "account-fault",
    meaning: { zh: "应用的参数无效。", en: "The parameters of the app are not valid." },
    advice: { zh: "请检查 appId。", en: "Check appId." },
  },
  {
    code: "10014",
    kind: "account-fault",
    meaning: { zh: "应用的密钥无效。", en: "The secret of the app is not valid." },
    advice: { zh: "请检查 appId 和 appSecret。", en: "Check appId and appSecret." },
  },
  {
    code: "99991400",
    kind: "try-later",
    pauseMs: 60_000,
    meaning: { zh: "应用接口调用过于频繁。", en: "The app called too often." },
    advice: { zh: "稍后自动重试。", en: "It is tried again later." },
  },
  {
    code: "99991672",
    kind: "account-fault",
    meaning: { zh: "应用没有上传图片的权限。", en: "The app may not upload pictures." },
    advice: { zh: "请为应用开通 im:resource 权限。", en: "Give the app the permission im:resource." },
  },
];
