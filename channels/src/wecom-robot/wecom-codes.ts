import type { ProviderCode } from "@belfry/plugin-kit";

/** What WeCom's codes mean. Its texts change and are never compared. Source: https://developer.work.weixin.qq.com/document/path/90313 */
export const wecomCodes: readonly ProviderCode[] = [
  {
    code: "-1",
    kind: "try-later",
    meaning: { zh: "企业微信系统繁忙。", en: "WeCom is busy." },
    advice: { zh: "稍后自动重试。", en: "It is tried again later." },
  },
  {
    code: "40006",
    kind: "content-fault",
    meaning: { zh: "文件大小不合要求。", en: "The size of the file is not allowed." },
    advice: { zh: "文件须大于 5 字节且不超过 20 MB。", en: "Send a file of more than 5 bytes and at most 20 MB." },
  },
  {
    code: "40007",
    kind: "try-later",
    meaning: { zh: "上传的文件已过期或不属于该机器人。", en: "The uploaded file is too old or another robot's." },
    advice: { zh: "重试时会重新上传。", en: "It is uploaded again with the next try." },
  },
  {
    code: "40008",
    kind: "content-fault",
    meaning: { zh: "消息类型不合法。", en: "The type of the message is not allowed." },
    advice: { zh: "请检查 payload 里的消息类型。", en: "Check the payload of the message." },
  },
  {
    code: "40009",
    kind: "content-fault",
    meaning: { zh: "图片大小或格式不合要求。", en: "The size or format of the picture is not allowed." },
    advice: { zh: "请使用不超过 2 MB 的 JPG 或 PNG。", en: "Send a JPG or PNG of at most 2 MB." },
  },
  {
    code: "40035",
    kind: "content-fault",
    meaning: { zh: "参数不合法。", en: "A parameter is not allowed." },
    advice: { zh: "请检查消息内容和 payload。", en: "Check the message and its payload." },
  },
  {
    code: "40058",
    kind: "content-fault",
    meaning: { zh: "参数不合法，通常是内容过长。", en: "A parameter is not allowed, mostly a text that is too long." },
    advice: { zh: "请检查消息内容和 payload。", en: "Check the message and its payload." },
  },
  {
    code: "40063",
    kind: "content-fault",
    meaning: { zh: "缺少必填参数。", en: "A parameter is missing." },
    advice: { zh: "请检查卡片的标题和跳转。", en: "Check the title and the action of the card." },
  },
  {
    code: "44004",
    kind: "content-fault",
    meaning: { zh: "消息内容为空。", en: "The message is empty." },
    advice: { zh: "请填写内容。", en: "Write something." },
  },
  {
    code: "45001",
    kind: "content-fault",
    meaning: { zh: "文件过大。", en: "The file is too large." },
    advice: { zh: "请压缩文件，或改用邮件发送。", en: "Send a smaller one, or send it by mail." },
  },
  {
    code: "45002",
    kind: "content-fault",
    meaning: { zh: "消息内容过长。", en: "The message is too long." },
    advice: { zh: "请缩短内容。", en: "Shorten it." },
  },
  {
    code: "45009",
    kind: "account-fault",
    pauseMs: 60_000,
    tooFast: true,
    meaning: {
      zh: "发送过于频繁（每个机器人每分钟 20 条）。",
      en: "It sent too often (20 messages a minute for a robot).",
    },
    advice: {
      zh: "暂停一分钟；可在群里再加一个机器人。",
      en: "It rests for a minute; put another robot into the group.",
    },
  },
  {
    code: "45033",
    kind: "try-later",
    meaning: { zh: "并发调用超过限制。", en: "Too many calls at the same time." },
    advice: { zh: "稍后自动重试。", en: "It is tried again later." },
  },
  {
    code: "93000",
    kind: "account-fault",
    meaning: { zh: "机器人的 key 无效。", en: "The key of the robot is not valid." },
    advice: {
      zh: "请在群设置里复制机器人的 Webhook 地址，只把 key= 之后的部分存入密钥库。",
      en: "Copy the robot's webhook address in the group and store what stands after key= in the vault.",
    },
  },
  {
    code: "93004",
    kind: "account-fault",
    meaning: { zh: "机器人已被停用。", en: "The robot is disabled." },
    advice: { zh: "请在群里重新启用或添加机器人。", en: "Enable it, or add one to the group." },
  },
  {
    code: "93005",
    kind: "recipient-fault",
    meaning: { zh: "没有单聊会话。", en: "There is no chat with this person." },
    advice: { zh: "请让对方先与机器人对话。", en: "Let the person write to the robot first." },
  },
  {
    code: "93008",
    kind: "account-fault",
    meaning: { zh: "机器人不在群里。", en: "The robot is not in the group." },
    advice: { zh: "请把机器人重新加入该群。", en: "Add the robot to the group again." },
  },
];
