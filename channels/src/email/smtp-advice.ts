/** What somebody can do about an answer of a mail server; several answers share one piece of advice. */
import type { LocalizedText } from "@belfry/plugin-kit";

export const advice = {
  authorizationCode: {
    zh: "用户名或密码错误。QQ、163 等邮箱要填写授权码，不是登录密码：请在邮箱的“设置→账户”中开启 SMTP 并生成授权码。",
    en: "The user or the password is wrong. QQ and NetEase want the authorization code, not the login password: enable SMTP in the mailbox's settings and create one.",
  },
  lockedForLogins: {
    zh: "登录失败次数过多，账号被暂时锁定。请先改正授权码再试。",
    en: "Too many failed logins locked the account for a while: correct the authorization code first.",
  },
  sameSender: {
    zh: "发件人地址必须与登录的邮箱相同，请修改账号的发件人地址。",
    en: "The sender's address must be the user who logged in: correct the account's from address.",
  },
  senderHeader: {
    zh: "发件人信息格式不被接受，请检查账号的发件人名称和地址。",
    en: "The From header is not taken: check the account's sender name and address.",
  },
  envelopeAndHeader: {
    zh: "信封发件人与邮件头不一致，请修改账号的发件人地址。",
    en: "Envelope and header name different senders: correct the account's from address.",
  },
  slower: {
    zh: "发送太快，服务商暂时限制了这个账号，请稍后再试或增加账号。",
    en: "The provider limits this account for a while because it sends too fast: wait, or add another account.",
  },
  tomorrow: {
    zh: "今天的发送数量已达上限，明天再发或增加账号。",
    en: "The account has sent as many mails as it may today: wait until tomorrow, or add another account.",
  },
  quota: {
    zh: "账号的发送额度已用完，请等待重置或增加额度。",
    en: "The account's sending quota is used up: wait for its renewal, or buy more.",
  },
  blocked: {
    zh: "服务商拒绝来自这个 IP 或账号的邮件，请联系服务商。",
    en: "The provider refuses mails from this address or account: ask the provider.",
  },
  loginFirst: {
    zh: "服务器要求登录或加密：请检查账号的用户名、密码和加密方式。",
    en: "The server wants a login or encryption: check user, password and mode of the account.",
  },
  noSuchRecipient: {
    zh: "收件人不存在，请核对地址。",
    en: "There is no such recipient: check the address.",
  },
  addressSyntax: { zh: "收件人地址格式错误。", en: "The recipient's address is written wrongly." },
  recipientRefuses: { zh: "收件人拒收这封邮件。", en: "The recipient refuses this mail." },
  recipientFlooded: {
    zh: "收件人邮箱暂时不可用（常见于短时间内收信过多），稍后自动重试。",
    en: "The recipient's mailbox is not available for now, often because it got too many mails: it is tried again.",
  },
  spam: {
    zh: "服务商把内容判为垃圾邮件，请修改主题或正文。",
    en: "The provider takes the content for spam: change the subject or the text.",
  },
  tooLarge: {
    zh: "邮件超过服务商的大小限制，请减小附件。",
    en: "The mail is larger than the provider allows: send smaller attachments.",
  },
  tooManyRecipients: {
    zh: "一封邮件的收件人太多，请分开发送。",
    en: "One mail has too many recipients: send several.",
  },
  busy: { zh: "服务器暂时不可用，稍后自动重试。", en: "The server cannot take it for now: it is tried again." },
  sender: {
    zh: "服务器不接受这个发件人，请检查账号。",
    en: "The server does not take this sender: check the account.",
  },
  recipient: { zh: "服务器不接受这个收件人。", en: "The server does not take this recipient." },
  content: { zh: "服务器不接受这封邮件的内容。", en: "The server does not take this mail." },
} as const satisfies Record<string, LocalizedText>;
