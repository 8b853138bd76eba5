/**
 * What SMTP servers in China say and what it means, as data.
 *
 * The text decides before the code: QQ answers 550 for rate limits, full mailboxes and refused content alike. The first
 * rule that fits wins.
 */
import type { LocalizedText } from "@belfry/plugin-kit";
import { advice } from "./smtp-advice.ts";

export type AnswerKind = "try-later" | "account-fault" | "recipient-fault" | "content-fault";

export interface AnswerRule {
  /** The codes that it was seen with. They do not decide. */
  readonly codes: readonly string[];
  readonly pattern: RegExp;
  readonly kind: AnswerKind;
  /** How long the account or, with `try-later`, the recipient is left alone. @default not said */
  readonly pauseMs?: number;
  /** The account is left alone until its provider's next day begins, in China. @default false */
  readonly untilMidnight?: boolean;
  /** Whether it says that the account sends too fast. @default false */
  readonly tooFast?: boolean;
  readonly meaning: LocalizedText;
  readonly advice: LocalizedText;
}

const MINUTE = 60_000;

const qq: readonly AnswerRule[] = [
  {
    codes: ["550"],
    pattern: /\b(domain|sender|connection|ip) frequency limited/i,
    kind: "account-fault",
    pauseMs: 10 * MINUTE,
    tooFast: true,
    meaning: { zh: "QQ 邮箱：发送频率超限", en: "QQ: sends too fast" },
    advice: advice.slower,
  },
  {
    codes: ["550"],
    pattern: /mailbox unavailable or access denied/i,
    kind: "try-later",
    pauseMs: 10 * MINUTE,
    meaning: { zh: "QQ 邮箱：收件人暂不可用", en: "QQ: the recipient is not available for now" },
    advice: advice.recipientFlooded,
  },
  {
    codes: ["550"],
    pattern: /mailbox not found/i,
    kind: "recipient-fault",
    meaning: { zh: "QQ 邮箱：收件人不存在", en: "QQ: no such recipient" },
    advice: advice.noSuchRecipient,
  },
  {
    codes: ["550", "554"],
    pattern: /mail content denied|spam is embedded|reject by content spam/i,
    kind: "content-fault",
    meaning: { zh: "内容被判为垃圾邮件", en: "The content is taken for spam" },
    advice: advice.spam,
  },
  {
    codes: ["550"],
    pattern: /"from" header is missing or invalid/i,
    kind: "content-fault",
    meaning: { zh: "QQ 邮箱：发件人格式错误", en: "QQ: the From header is not taken" },
    advice: advice.senderHeader,
  },
  {
    codes: ["501", "550"],
    pattern: /mail from address must be same as authorization user/i,
    kind: "account-fault",
    meaning: { zh: "QQ 邮箱：发件人与登录邮箱不同", en: "QQ: the sender is not the user" },
    advice: advice.sameSender,
  },
  {
    codes: ["501"],
    pattern: /bad address syntax/i,
    kind: "recipient-fault",
    meaning: { zh: "收件人地址格式错误", en: "The address is written wrongly" },
    advice: advice.addressSyntax,
  },
];

const netease: readonly AnswerRule[] = [
  {
    codes: ["553"],
    pattern: /mail from must equal authorized user/i,
    kind: "account-fault",
    meaning: { zh: "网易：发件人与登录邮箱不同", en: "NetEase: the sender is not the user" },
    advice: advice.sameSender,
  },
  {
    codes: ["451"],
    pattern: /too much fail(ed)? authentication/i,
    kind: "account-fault",
    meaning: { zh: "网易：登录失败过多", en: "NetEase: too many failed logins" },
    advice: advice.lockedForLogins,
  },
  {
    codes: ["451"],
    pattern: /^4\d\d.*\bDT:SPM\b/is,
    kind: "try-later",
    pauseMs: 2 * MINUTE,
    meaning: { zh: "网易：暂缓接收", en: "NetEase: asks to come back in two minutes" },
    advice: advice.spam,
  },
  {
    codes: ["554"],
    pattern: /\bDT:SPM\b/,
    kind: "content-fault",
    meaning: { zh: "网易：内容被判为垃圾邮件", en: "NetEase: the content is taken for spam" },
    advice: advice.spam,
  },
  {
    codes: ["554"],
    pattern: /\bDT:SUM\b/,
    kind: "account-fault",
    meaning: { zh: "网易：信封与邮件头的发件人不同", en: "NetEase: envelope and header name different senders" },
    advice: advice.envelopeAndHeader,
  },
  {
    codes: ["450", "550", "554"],
    pattern: /\bDT:RBL\b|\bWM:BL[IU]\b|\bHL:(IPB|IHU)\b|\bMI:(SPF|IMF|NHD|DMA)\b/,
    kind: "account-fault",
    meaning: { zh: "网易：拒绝此 IP 或发件人", en: "NetEase: refuses this address or sender" },
    advice: advice.blocked,
  },
  {
    codes: ["550"],
    pattern: /\bMI:STC\b/,
    kind: "account-fault",
    untilMidnight: true,
    meaning: { zh: "网易：当天发送已达上限", en: "NetEase: as many mails as it may today" },
    advice: advice.tomorrow,
  },
  {
    codes: ["450"],
    pattern: /\bMI:(CEL|DMC|CCL)\b/,
    kind: "account-fault",
    pauseMs: 10 * MINUTE,
    tooFast: true,
    meaning: { zh: "网易：连接或发送过于频繁", en: "NetEase: too many commands or mails" },
    advice: advice.slower,
  },
  {
    codes: ["451"],
    pattern: /\bMI:SFQ\b/,
    kind: "account-fault",
    pauseMs: 15 * MINUTE,
    tooFast: true,
    meaning: { zh: "网易：15 分钟内发送过多", en: "NetEase: too many mails in 15 minutes" },
    advice: advice.slower,
  },
  {
    codes: ["421"],
    pattern: /\bHL:(REP|ICC|IFC|MEP)\b/,
    kind: "account-fault",
    pauseMs: 10 * MINUTE,
    tooFast: true,
    meaning: { zh: "网易：连接过于频繁", en: "NetEase: too many connections" },
    advice: advice.slower,
  },
  {
    codes: ["450", "451"],
    pattern: /\bRP:(DRC|CCL|QRC)\b/,
    kind: "try-later",
    pauseMs: 15 * MINUTE,
    meaning: { zh: "网易：收件人短时间内收信过多", en: "NetEase: the recipient got too many mails" },
    advice: advice.recipientFlooded,
  },
  {
    codes: ["550"],
    pattern: /\bRP:(RCL|TRC)\b/,
    kind: "content-fault",
    meaning: { zh: "网易：收件人过多", en: "NetEase: too many recipients" },
    advice: advice.tooManyRecipients,
  },
  {
    codes: ["550"],
    pattern: /\bRP:FRL\b/,
    kind: "recipient-fault",
    meaning: { zh: "网易：收件人拒收", en: "NetEase: the recipient refuses it" },
    advice: advice.recipientRefuses,
  },
];

const aliyun: readonly AnswerRule[] = [
  {
    codes: ["552"],
    pattern: /(daily|monthly) sending quota exceeded/i,
    kind: "account-fault",
    untilMidnight: true,
    meaning: { zh: "阿里云邮件推送：发送额度用完", en: "Aliyun DirectMail: the quota is used up" },
    advice: advice.quota,
  },
  {
    codes: ["556"],
    pattern: /^556\b/,
    kind: "content-fault",
    meaning: { zh: "阿里云邮件推送：收件人过多", en: "Aliyun DirectMail: too many recipients" },
    advice: advice.tooManyRecipients,
  },
  {
    codes: ["557"],
    pattern: /^557\b/,
    kind: "content-fault",
    meaning: { zh: "阿里云邮件推送：邮件过大", en: "Aliyun DirectMail: too large" },
    advice: advice.tooLarge,
  },
  {
    codes: ["559"],
    pattern: /^559\b|invalid rcptto/i,
    kind: "recipient-fault",
    meaning: { zh: "阿里云邮件推送：收件人无效", en: "Aliyun DirectMail: no such recipient" },
    advice: advice.noSuchRecipient,
  },
];

const everybody: readonly AnswerRule[] = [
  {
    codes: ["534", "535"],
    pattern: /^53[45]\b|^5\d\d.*(login fail|authentication fail|invalid login)/is,
    kind: "account-fault",
    meaning: { zh: "登录失败", en: "The login is refused" },
    advice: advice.authorizationCode,
  },
  {
    codes: ["530"],
    pattern: /^530\b|must issue a starttls|authentication required/i,
    kind: "account-fault",
    meaning: { zh: "需要登录或加密", en: "A login or encryption is wanted" },
    advice: advice.loginFirst,
  },
  {
    codes: ["552", "554"],
    pattern: /^5\d\d.*(message|mail|size).*(too (large|big)|exceed)|^552\b/is,
    kind: "content-fault",
    meaning: { zh: "邮件过大", en: "The mail is too large" },
    advice: advice.tooLarge,
  },
  {
    codes: ["550", "551"],
    pattern: /\b5\.1\.[01]\b|user (unknown|not found|does not exist)|no such (user|mailbox)|unknown user/i,
    kind: "recipient-fault",
    meaning: { zh: "收件人不存在", en: "No such recipient" },
    advice: advice.noSuchRecipient,
  },
  {
    codes: ["550", "554"],
    pattern: /^5\d\d.*(\bspam\b|5\.7\.1.*content)/is,
    kind: "content-fault",
    meaning: { zh: "内容被判为垃圾邮件", en: "The content is taken for spam" },
    advice: advice.spam,
  },
];

export const answerRules: readonly AnswerRule[] = [...qq, ...netease, ...aliyun, ...everybody];
