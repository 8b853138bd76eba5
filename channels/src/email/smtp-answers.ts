/**
 * What SMTP servers in China say, what it means, and what to do about it.
 *
 * The text decides before the code: QQ answers 550 for rate limits, full mailboxes and refused content alike. The first
 * rule that fits wins; an answer that no rule knows is judged by its code and the step at which it came.
 */
import type { LocalizedText } from "@belfry/plugin-kit";

/** The step of the conversation that an answer belongs to. */
export type SmtpStep = "connect" | "auth" | "mail-from" | "rcpt-to" | "data";

export type AnswerKind = "try-later" | "account-fault" | "recipient-fault" | "content-fault";

export interface AnswerRule {
  readonly pattern: RegExp;
  readonly kind: AnswerKind;
  /** How long to leave the account or the recipient alone. @default undefined (not said) */
  readonly pauseMs?: number;
  readonly advice: LocalizedText;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const wrongPassword: LocalizedText = {
  zh: "用户名或密码错误。QQ、163 等邮箱要填写授权码，不是登录密码：请在邮箱的“设置→账户”中开启 SMTP 并生成授权码。",
  en: "The user or the password is wrong. QQ and NetEase want the authorization code, not the login password: enable SMTP in the mailbox's settings and create one.",
};
const senderMismatch: LocalizedText = {
  zh: "发件人地址必须与登录的邮箱相同，请修改账号的发件人地址。",
  en: "The sender's address must be the user who logged in: correct the account's from address.",
};
const tooFast: LocalizedText = {
  zh: "发送太快，服务商暂时限制了这个账号，请稍后再试或增加账号。",
  en: "The provider limits this account for a while because it sends too fast: wait, or add another account.",
};
const spam: LocalizedText = {
  zh: "服务商把内容判为垃圾邮件，请修改主题或正文。",
  en: "The provider takes the content for spam: change the subject or the text.",
};
const noSuchRecipient: LocalizedText = {
  zh: "收件人不存在，请核对地址。",
  en: "There is no such recipient: check the address.",
};
const tooLarge: LocalizedText = {
  zh: "邮件超过服务商的大小限制，请减小附件。",
  en: "The mail is larger than the provider allows: send smaller attachments.",
};
const blocked: LocalizedText = {
  zh: "服务商拒绝来自这个 IP 或账号的邮件，请联系服务商。",
  en: "The provider refuses mails from this address or account: ask the provider.",
};
const tooManyRecipients: LocalizedText = {
  zh: "一封邮件的收件人太多，请分开发送。",
  en: "One mail has too many recipients: send several.",
};

export const answerRules: readonly AnswerRule[] = [
  // QQ and Tencent Exmail.
  {
    pattern: /\b(domain|sender|connection|ip) frequency limited/i,
    kind: "account-fault",
    pauseMs: 10 * MINUTE,
    advice: tooFast,
  },
  {
    pattern: /mailbox unavailable or access denied/i,
    kind: "try-later",
    pauseMs: 10 * MINUTE,
    advice: {
      zh: "收件人邮箱暂时不可用（常见于短时间内收信过多），稍后自动重试。",
      en: "The recipient's mailbox is not available for now, often because it got too many mails: it is tried again.",
    },
  },
  { pattern: /mailbox not found/i, kind: "recipient-fault", advice: noSuchRecipient },
  { pattern: /mail content denied|spam is embedded|reject by content spam/i, kind: "content-fault", advice: spam },
  {
    pattern: /"from" header is missing or invalid/i,
    kind: "content-fault",
    advice: {
      zh: "发件人信息格式不被接受，请检查账号的发件人名称和地址。",
      en: "The From header is not taken: check the account's sender name and address.",
    },
  },
  { pattern: /mail from address must be same as authorization user/i, kind: "account-fault", advice: senderMismatch },
  {
    pattern: /bad address syntax/i,
    kind: "recipient-fault",
    advice: { zh: "收件人地址格式错误。", en: "The recipient's address is written wrongly." },
  },

  // NetEase (163, 126, yeah) and Coremail.
  { pattern: /mail from must equal authorized user/i, kind: "account-fault", advice: senderMismatch },
  {
    pattern: /too much fail(ed)? authentication/i,
    kind: "account-fault",
    advice: {
      zh: "登录失败次数过多，账号被暂时锁定。请先改正授权码再试。",
      en: "Too many failed logins locked the account for a while: correct the authorization code first.",
    },
  },
  { pattern: /^4\d\d.*\bDT:SPM\b/is, kind: "try-later", pauseMs: 2 * MINUTE, advice: spam },
  { pattern: /\bDT:SPM\b/, kind: "content-fault", advice: spam },
  {
    pattern: /\bDT:SUM\b/,
    kind: "account-fault",
    advice: {
      zh: "信封发件人与邮件头不一致，请修改账号的发件人地址。",
      en: "Envelope and header name different senders: correct the account's from address.",
    },
  },
  {
    pattern: /\bDT:RBL\b|\bWM:BL[IU]\b|\bHL:(IPB|IHU)\b|\bMI:(SPF|IMF|NHD|DMA)\b/,
    kind: "account-fault",
    advice: blocked,
  },
  {
    pattern: /\bMI:STC\b/,
    kind: "account-fault",
    pauseMs: 12 * HOUR,
    advice: {
      zh: "今天的发送数量已达上限，明天再发或增加账号。",
      en: "The account has sent as many mails as it may today: wait until tomorrow, or add another account.",
    },
  },
  { pattern: /\bMI:(CEL|DMC|CCL)\b/, kind: "account-fault", pauseMs: 10 * MINUTE, advice: tooFast },
  { pattern: /\bMI:SFQ\b/, kind: "account-fault", pauseMs: 15 * MINUTE, advice: tooFast },
  { pattern: /\bHL:(REP|ICC|IFC|MEP)\b/, kind: "account-fault", pauseMs: 10 * MINUTE, advice: tooFast },
  {
    pattern: /\bRP:(DRC|CCL|QRC)\b/,
    kind: "try-later",
    pauseMs: 15 * MINUTE,
    advice: {
      zh: "收件人短时间内收信过多，稍后自动重试。",
      en: "The recipient got too many mails in a short time: it is tried again.",
    },
  },
  { pattern: /\bRP:(RCL|TRC)\b/, kind: "content-fault", advice: tooManyRecipients },
  {
    pattern: /\bRP:FRL\b/,
    kind: "recipient-fault",
    advice: { zh: "收件人拒收这封邮件。", en: "The recipient refuses this mail." },
  },

  // Aliyun DirectMail.
  {
    pattern: /(daily|monthly) sending quota exceeded/i,
    kind: "account-fault",
    pauseMs: 12 * HOUR,
    advice: {
      zh: "账号的发送额度已用完，请等待重置或增加额度。",
      en: "The account's sending quota is used up: wait for its renewal, or buy more.",
    },
  },
  { pattern: /^556\b/, kind: "content-fault", advice: tooManyRecipients },
  { pattern: /^557\b/, kind: "content-fault", advice: tooLarge },
  { pattern: /^559\b|invalid rcptto/i, kind: "recipient-fault", advice: noSuchRecipient },

  // Everybody.
  {
    pattern: /^53[45]\b|^5\d\d.*(login fail|authentication fail|invalid login)/is,
    kind: "account-fault",
    advice: wrongPassword,
  },
  {
    pattern: /^530\b|must issue a starttls|authentication required/i,
    kind: "account-fault",
    advice: {
      zh: "服务器要求登录或加密：请检查账号的用户名、密码和加密方式。",
      en: "The server wants a login or encryption: check user, password and mode of the account.",
    },
  },
  { pattern: /^5\d\d.*(message|mail|size).*(too (large|big)|exceed)/is, kind: "content-fault", advice: tooLarge },
  { pattern: /^552\b/, kind: "content-fault", advice: tooLarge },
  {
    pattern: /\b5\.1\.[01]\b|user (unknown|not found|does not exist)|no such (user|mailbox)|unknown user/i,
    kind: "recipient-fault",
    advice: noSuchRecipient,
  },
  { pattern: /^5\d\d.*(\bspam\b|5\.7\.1.*content)/is, kind: "content-fault", advice: spam },
];

/** What an answer means that no rule knows. */
export function adviceByCode(
  code: number,
  step: SmtpStep,
): { readonly kind: AnswerKind; readonly advice: LocalizedText } {
  // 503 says that the conversation got out of step, not that the mail was refused.
  if (code < 500 || code === 503) {
    return {
      kind: "try-later",
      advice: { zh: "服务器暂时不可用，稍后自动重试。", en: "The server cannot take it for now: it is tried again." },
    };
  }
  switch (step) {
    case "connect":
      return { kind: "account-fault", advice: blocked };
    case "auth":
      return { kind: "account-fault", advice: wrongPassword };
    case "mail-from":
      return {
        kind: "account-fault",
        advice: {
          zh: "服务器不接受这个发件人，请检查账号。",
          en: "The server does not take this sender: check the account.",
        },
      };
    case "rcpt-to":
      return {
        kind: "recipient-fault",
        advice: { zh: "服务器不接受这个收件人。", en: "The server does not take this recipient." },
      };
    case "data":
      return {
        kind: "content-fault",
        advice: { zh: "服务器不接受这封邮件的内容。", en: "The server does not take this mail." },
      };
    default:
      return step satisfies never;
  }
}
