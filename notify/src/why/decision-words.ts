/**
 * What was decided about a delivery, in words for people in both languages. The ledger keeps the decision as an English
 * sentence; it is recognized here, and the tests make each decision anew, so that a sentence which is changed there is
 * noticed. What is not recognized is told as it stands.
 */
import type { LocalizedText } from "@belfry/plugin-kit";
import type { DeliveryTo } from "../sql/load-deliveries-to.ts";
import { reasonWords } from "./reason-words.ts";

/** What decides about a delivery. */
export type Decided = Pick<DeliveryTo, "state" | "reason" | "runAt" | "scheduledAt" | "isHeld" | "waits">;

export type DecisionKind =
  | "double"
  | "suppressed"
  | "unsubscribed"
  | "quiet-hours"
  | "frequency-cap"
  | "expired"
  | "cancelled"
  | "second-person"
  | "scheduled"
  | "account"
  | "retry"
  | "due"
  | "sending"
  | "refused"
  | "bounced"
  | "unknown"
  | "accepted"
  | "delivered";

export interface Decision {
  readonly kind: DecisionKind;
  readonly text: LocalizedText;
  /** Until when it waits. */
  readonly until: Date | null;
}

interface Pattern {
  readonly kind: DecisionKind;
  readonly match: RegExp;
  /** `$1` is the first group of the match. @default as every reason is said */
  readonly zh?: string;
}

const PATTERNS: readonly Pattern[] = [
  {
    kind: "double",
    match: /^The recipient has been sent a message with the same business key(?:: message (\d+))?\.$/,
    zh: "收件人已收到过同一业务键的消息（消息 $1），这一条不再发送。",
  },
  {
    kind: "suppressed",
    match: /on the suppression list: somebody put them there/,
    zh: "收件人在禁发名单中：有人手动加入。",
  },
  {
    kind: "suppressed",
    match: /on the suppression list: the address does not exist/,
    zh: "收件人在禁发名单中：该地址不存在（硬退信）。",
  },
  { kind: "suppressed", match: /on the suppression list: five messages/, zh: "收件人在禁发名单中：连续五封被退回。" },
  { kind: "suppressed", match: /on the suppression list: they called/, zh: "收件人在禁发名单中：曾被投诉为垃圾邮件。" },
  { kind: "unsubscribed", match: /^The recipient has unsubscribed\.$/, zh: "收件人已退订。" },
  {
    kind: "quiet-hours",
    match: /^It is quiet for the recipient by the policy "(.+)";/,
    zh: "处于免打扰时段（策略“$1”），之后发送。",
  },
  {
    kind: "frequency-cap",
    match: /^The recipient has had (\d+) messages in (\S+), which is what the policy "(.+)" allows\.$/,
    zh: "收件人在 $2 内已收到 $1 条消息，达到策略“$3”的上限。",
  },
  {
    kind: "frequency-cap",
    match: /^The recipient has had (\d+) messages in (\d+) seconds, and the provider drops what is more\.$/,
    zh: "收件人在 $2 秒内已收到 $1 条消息；再多服务商会直接丢弃，因此稍后发送。",
  },
  { kind: "expired", match: /^It had not been sent when it expired\.$/, zh: "到过期时间仍未发出，不再发送。" },
  { kind: "second-person", match: /second person/, zh: "收件人较多，等待第二人审批放行。" },
  { kind: "cancelled", match: /^(.+) cancelled it\.$/, zh: "$1 取消了发送。" },
  { kind: "cancelled", match: /^The recipient was erased\.$/, zh: "收件人的个人信息已被清除，不再发送。" },
  { kind: "account", match: /^It would have waited too long for its robot, / },
  { kind: "accepted", match: /^It went out in the digest message / },
  { kind: "account", match: /^The account "(.+)" rests until / },
  { kind: "account", match: /^The account "(.+)" has sent / },
  { kind: "account", match: /^One message tries whether the account "(.+)" works again/ },
];

/** What stands where no sentence says more. */
const STATES: Readonly<Record<string, { readonly kind: DecisionKind; readonly zh: string; readonly en: string }>> = {
  sending: { kind: "sending", zh: "正在发送。", en: "It is being sent." },
  accepted: {
    kind: "accepted",
    zh: "服务商已接受；是否到达收件人，服务商没有回报。",
    en: "The provider took it, and has not said whether it arrived.",
  },
  delivered: { kind: "delivered", zh: "服务商回报已送达。", en: "The provider reported that it arrived." },
  bounced: { kind: "bounced", zh: "被退回。", en: "It came back." },
  failed: { kind: "refused", zh: "发送失败。", en: "It could not be sent." },
  unknown: {
    kind: "unknown",
    zh: "内容已发出但没有收到应答，可能已到达；为避免重复，不会自动重发。",
    en: "It left and no answer came: it may have arrived, so it is not sent again by itself.",
  },
  suppressed: { kind: "suppressed", zh: "按策略不发送。", en: "A policy kept it from being sent." },
  expired: { kind: "expired", zh: "已过期，不再发送。", en: "It has expired." },
  cancelled: { kind: "cancelled", zh: "已取消。", en: "It was cancelled." },
};

/** What was decided about a delivery last. */
export function decisionOf(delivery: Decided, now: Date): Decision {
  const { state, reason, runAt } = delivery;
  const until = state === "queued" ? runAt : null;
  const found = reason === null ? undefined : PATTERNS.find(({ match }) => match.test(reason));
  if (reason !== null && found !== undefined) {
    return { kind: found.kind, text: { zh: fill(found, reason), en: reasonWords(reason).en }, until };
  }
  if (state === "queued") return waiting(delivery, now);
  const words = STATES[state] ?? { kind: "refused", zh: state, en: state };
  return { kind: words.kind, text: withReason(words, reason), until };
}

function waiting({ reason, runAt, scheduledAt, isHeld, waits }: Decided, now: Date): Decision {
  const words = (kind: DecisionKind, zh: string, en: string): Decision => ({
    kind,
    text: withReason({ zh, en }, reason),
    until: runAt,
  });
  if (isHeld) return words("second-person", "等待第二人审批放行。", "It waits until a second person releases it.");
  if (waits) return words("account", "等待可用的发送账号。", "It waits for an account that may send.");
  if (runAt !== null && runAt > now) {
    const isFirst = scheduledAt !== null && runAt.getTime() === scheduledAt.getTime();
    return isFirst
      ? words("scheduled", "按计划稍后发送。", "It is sent at its time.")
      : words("retry", "稍后重试。", "It is tried again later.");
  }
  return words("due", "已到发送时间，等待工作节点。", "It is due and waits for a worker.");
}

function withReason({ zh, en }: LocalizedText, reason: string | null): LocalizedText {
  if (reason === null) return { zh, en };
  const told = reasonWords(reason);
  return { zh: `${zh} ${told.zh}`, en: `${en} ${told.en}` };
}

function fill({ match, zh }: Pattern, reason: string): string {
  if (zh === undefined) return reasonWords(reason).zh;
  const groups = match.exec(reason) ?? [];
  return zh.replaceAll(/\$(\d)/g, (_all, place: string) => groups[Number(place)] ?? "?");
}
