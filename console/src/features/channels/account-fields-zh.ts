/**
 * What the fields of an account of the built-in channels are called and mean in Chinese. The schema of a channel says it
 * in English only; a field of a channel that is not known here, for example a plugin's, is shown as its schema says.
 */
import type { SchemaField } from "../../ui/schema-form/schema-fields.ts";

type FieldText = readonly [label: string, hint: string];

const group: FieldText = ["群名称", "机器人所在的群。消息以它为收件人；同一个群里可以有多个机器人。"];
const signName: FieldText = ["短信签名", "已审核通过的签名，不带【】，会显示在每条短信之前。"];
const smsTemplate: FieldText = ["默认模板", "消息没有指定模板时使用的已审核模板。不填则拒绝这样的消息。"];
const baseUrlOf = (name: string): FieldText => ["服务地址", `${name}的地址。私有部署或沙箱填写自己的地址。`];

/** By channel and field. */
export const accountFieldTexts: Readonly<Record<string, Readonly<Record<string, FieldText>>>> = {
  email: {
    host: ["SMTP 服务器", "例如 smtp.qq.com。"],
    port: ["端口", "不填：starttls 为 587，plain 为 25，其他为 465。"],
    mode: ["加密方式", "auto：465 和 994 端口从一开始就用 TLS，其他端口用 STARTTLS，绝不明文发送。plain：完全不加密。"],
    user: ["登录用户", "不填则不登录。"],
    password: ["密码", "QQ 邮箱和网易邮箱填写授权码，不是登录密码。"],
    from: ["发件人", "收件人看到的名字（name）和地址（address）。多数服务商要求地址与登录用户一致。"],
    replyTo: ["回复地址", "收件人的回复发到哪里。不填则发给发件人。"],
    maxBytes: ["单封邮件上限", "邮件连同附件最多多少字节。"],
    caCertificate: ["CA 证书", "私有证书机构的证书（PEM）。填写后只信任它。"],
    tlsName: ["证书中的名称", "与服务器地址不同时填写。"],
    bounceMailbox: [
      "退信邮箱",
      "退信会进入的邮箱，每两分钟读取一次：imaps://用户:密码@服务器，用户名中的 @ 写成 %40。不填则不读取。",
    ],
    bounceFolder: ["退信文件夹", "该邮箱中的文件夹。"],
    timeZone: ["Date 头的时区", "邮件 Date 头使用的时区。"],
  },
  wecom: {
    group,
    key: ["机器人 key", "Webhook 地址中 key= 之后的部分，也可以填写完整地址。"],
    baseUrl: baseUrlOf("企业微信"),
  },
  "wecom-app": {
    corpId: ["企业 ID", "corpid。"],
    agentId: ["应用 ID", "AgentId。"],
    secret: ["应用 Secret", "应用的 Secret。"],
    seats: ["企业人数", "企业微信按人数乘以 200 限制每天发送的人次。不填则不按天计数。"],
    duplicateCheckSeconds: [
      "重复消息检查时长（秒）",
      "在这段时间内企业微信丢弃发给同一批人的相同内容，因此没有收到应答的消息可以放心重发。确实要重复发送时，请在内容里写上时间，或改短这个时长。",
    ],
    safe: ["保密消息", "是否作为保密消息发送。"],
    baseUrl: baseUrlOf("企业微信"),
  },
  dingtalk: {
    group,
    token: ["机器人 token", "Webhook 地址中 access_token= 之后的部分，也可以填写完整地址。"],
    signSecret: ["加签密钥", "安全设置为“加签”时，以 SEC 开头的密钥。"],
    keyword: ["自定义关键词", "安全设置为“自定义关键词”时填写；消息中没有它时会加在末尾。"],
    baseUrl: baseUrlOf("钉钉"),
  },
  feishu: {
    group,
    token: ["机器人 token", "Webhook 地址中 /hook/ 之后的部分，也可以填写完整地址。"],
    signSecret: ["签名密钥", "安全设置为“签名校验”时填写。"],
    keyword: ["自定义关键词", "安全设置为“自定义关键词”时填写；文本中没有它时会加在末尾。"],
    appId: ["应用 ID", "同一租户下有权上传图片的应用。不填则不能发送图片。"],
    appSecret: ["应用 Secret", "该应用的 App Secret。"],
    baseUrl: ["服务地址", "飞书的地址。Lark 填写 https://open.larksuite.com，沙箱填写自己的地址。"],
  },
  webhook: {
    receiver: ["系统名称", "消息以它为收件人。"],
    url: ["接收地址", "消息 POST 到这个地址。"],
    secret: ["签名密钥", "按 Standard Webhooks 签名：whsec_…。"],
    nextSecret: ["新的签名密钥", "接收方更换密钥期间填写，消息会带上两个签名。"],
    authorization: ["Authorization 头", "接收方要求时填写。"],
    maxBytes: ["请求体上限", "最多多少字节。Standard Webhooks 的接收方通常只接受 20 kB 以内。"],
  },
  sms: {
    aliyun: ["阿里云短信", "通过阿里云短信发送的账号。与腾讯云短信二选一。"],
    tencent: ["腾讯云短信", "腾讯云短信的应用。与阿里云短信二选一。"],
  },
  "aliyun-sms": {
    accessKeyId: ["AccessKey ID", "有短信权限的 RAM 用户的 AccessKey ID。"],
    accessKeySecret: ["AccessKey Secret", "对应的 AccessKey Secret。"],
    signName,
    textTemplate: smsTemplate,
    baseUrl: baseUrlOf("阿里云短信"),
  },
  "tencent-sms": {
    secretId: ["SecretId", "有短信权限的用户的 SecretId。"],
    secretKey: ["SecretKey", "对应的 SecretKey。"],
    sdkAppId: ["应用 ID", "短信应用的 SmsSdkAppId。"],
    signName,
    region: ["地域", "调用哪个地域。"],
    textTemplate: smsTemplate,
    baseUrl: baseUrlOf("腾讯云短信"),
  },
  wechat: {
    appId: ["AppID", "公众号的 AppID。"],
    secret: ["AppSecret", "公众号的 AppSecret。"],
    serverToken: ["服务器配置的 Token", "公众号用它签名推送的事件。不填则不接收事件。"],
    textTemplate: [
      "默认模板",
      "消息没有指定模板时使用的模板，以及哪些字段填写正文、主题和时间。不填则拒绝这样的消息。",
    ],
    baseUrl: baseUrlOf("微信"),
  },
};

/** The same fields, called and explained in Chinese. The name stays beside: messages of the server call it by that. */
export function inChinese(channel: string, fields: readonly SchemaField[]): SchemaField[] {
  return fields.map((field) => {
    const text = accountFieldTexts[channel]?.[field.name];
    return text === undefined ? field : { ...field, label: `${text[0]}（${field.name}）`, description: text[1] };
  });
}
