import type { ProviderCode } from "@belfry/plugin-kit";

const tooFast: Omit<ProviderCode, "code"> = {
  kind: "account-fault",
  // Not the minute of the limit: DingTalk punishes for ten.
  pauseMs: 600_000,
  tooFast: true,
  meaning: {
    zh: "发送过于频繁（每个机器人每分钟 20 条）。",
    en: "It sent too often (20 messages a minute for a robot).",
  },
  advice: {
    zh: "钉钉会限流十分钟；可在群里再加一个机器人。",
    en: "DingTalk shuts it out for ten minutes; put another robot into the group.",
  },
};

const badContent: Omit<ProviderCode, "code"> = {
  kind: "content-fault",
  meaning: { zh: "内容未通过钉钉的检查。", en: "The content did not pass DingTalk's check." },
  advice: { zh: "请修改文字、链接或图片。", en: "Change its words, links or pictures." },
};

/**
 * What DingTalk's codes mean. 310000 stands for everything that has to do with security; only its text tells them apart, in
 * the older or the newer wording, so a text that nobody knows is taken for a fault of the account. The newer wording goes on
 * with a solution that names other causes too: only its description is looked at.
 * Source: https://open.dingtalk.com/document/orgapp/custom-robot-access
 */
export const dingtalkCodes: readonly ProviderCode[] = [
  {
    code: "-1",
    kind: "try-later",
    meaning: { zh: "钉钉系统繁忙。", en: "DingTalk is busy." },
    advice: { zh: "稍后自动重试。", en: "It is tried again later." },
  },
  {
    code: "310000",
    match: /keywords? not in|description:[^;]*关键词/i,
    kind: "content-fault",
    meaning: { zh: "消息里没有机器人要求的关键词。", en: "The message does not hold the robot's keyword." },
    advice: { zh: "请在账号里填写 keyword。", en: "Fill in the keyword of the account." },
  },
  {
    code: "310000",
    match: /invalid timestamp|description:[^;]*时间戳/i,
    kind: "account-fault",
    meaning: { zh: "时间戳无效。", en: "The timestamp is not valid." },
    advice: {
      zh: "请校准数据库服务器的时钟（误差须小于一小时）。",
      en: "Set the clock of the database's machine (it may be wrong by less than an hour).",
    },
  },
  {
    code: "310000",
    match: /sign not match|description:[^;]*签名/i,
    kind: "account-fault",
    meaning: { zh: "签名不匹配。", en: "The signature does not match." },
    advice: {
      zh: "请检查账号里的 signSecret（以 SEC 开头）。",
      en: "Check signSecret of the account (it begins with SEC).",
    },
  },
  {
    code: "310000",
    match: /\bip\b.*not in whitelist|description:[^;]*(ip|白名单)/i,
    kind: "account-fault",
    meaning: { zh: "本机的 IP 不在机器人的名单里。", en: "The address of this machine is not in the robot's list." },
    advice: {
      zh: "请在机器人的安全设置里加入本机的出口 IP。",
      en: "Add the address to the security settings of the robot.",
    },
  },
  {
    code: "310000",
    kind: "account-fault",
    meaning: { zh: "未通过机器人的安全设置。", en: "The security settings of the robot refused it." },
    advice: { zh: "请检查关键词、加签和 IP 名单。", en: "Check its keywords, signature and list of addresses." },
  },
  { code: "130101", ...tooFast },
  { code: "410100", ...tooFast },
  {
    code: "300001",
    kind: "account-fault",
    meaning: { zh: "机器人的 access_token 不存在。", en: "The access_token of the robot does not exist." },
    advice: { zh: "请重新复制机器人的 Webhook 地址。", en: "Copy the robot's webhook address again." },
  },
  {
    code: "400101",
    kind: "account-fault",
    meaning: { zh: "机器人的 access_token 不存在。", en: "The access_token of the robot does not exist." },
    advice: { zh: "请重新复制机器人的 Webhook 地址。", en: "Copy the robot's webhook address again." },
  },
  {
    code: "400102",
    kind: "account-fault",
    meaning: { zh: "机器人已停用。", en: "The robot is disabled." },
    advice: { zh: "请在群里重新启用机器人。", en: "Enable it in the group." },
  },
  {
    code: "400013",
    kind: "account-fault",
    meaning: { zh: "群已解散。", en: "The group is gone." },
    advice: { zh: "请换一个群的机器人。", en: "Use the robot of another group." },
  },
  {
    code: "88",
    kind: "account-fault",
    meaning: { zh: "鉴权失败。", en: "It was not authenticated." },
    advice: { zh: "请检查机器人的 access_token。", en: "Check the robot's access_token." },
  },
  {
    code: "40035",
    kind: "content-fault",
    meaning: { zh: "缺少参数或内容为空。", en: "A parameter is missing, or the content is empty." },
    advice: { zh: "请检查消息内容和 payload。", en: "Check the message and its payload." },
  },
  {
    code: "400105",
    kind: "content-fault",
    meaning: { zh: "不支持的消息类型。", en: "The type of the message is not supported." },
    advice: { zh: "请检查 payload。", en: "Check the payload of the message." },
  },
  { code: "430101", ...badContent },
  { code: "430102", ...badContent },
  { code: "430103", ...badContent },
  { code: "430104", ...badContent },
];
