import type { DeliveryReceipt } from "@belfry/plugin-kit";

/** What a mail server says of a recipient when it sends a mail back. */
export type BounceKind = Pick<DeliveryReceipt, "state" | "bounce">;

const hard: BounceKind = { state: "bounced", bounce: "hard" };
const soft: BounceKind = { state: "bounced", bounce: "soft" };
/** The mail was refused, and that says nothing of the address. */
const refused: BounceKind = { state: "failed" };

/** Statuses of RFC 3463 that speak of the address for certain. 4.4.7: it was tried for days. */
const byStatus: Readonly<Record<string, BounceKind>> = {
  "4.4.7": hard,
  "5.1.1": hard,
  "5.1.2": hard,
  "5.1.3": hard,
  "5.1.6": hard,
  "5.1.10": hard,
  "5.2.1": hard,
  "5.2.2": soft,
  "5.2.3": refused,
  "5.3.4": refused,
};

/** In this order: QQ says "Mailbox unavailable" of one that only gets too much. */
const byText: readonly (readonly [RegExp, BounceKind])[] = [
  [/frequency limited|access denied|too many|rate limit|频率|过于频繁/i, soft],
  [/(?:mailbox|quota|storage|邮箱|空间|容量)[^.。\n]{0,40}(?:full|exceed|已满|不足)|over ?quota|已满/i, soft],
  [
    /user (?:is )?(?:unknown|not found|not exist)|(?:unknown|no such|invalid|non-?existent) (?:user|mailbox|recipient|address)|(?:mailbox|recipient|address|account)[^.\n]{0,40}(?:not found|not exist|does not exist|disabled|invalid)|(?:收件人|邮箱|地址|用户|账号)[^。\n]{0,60}(?:不存在|无效|已停用|被禁用|已注销)/i,
    hard,
  ],
  [
    /spam|virus|content (?:denied|rejected)|blacklist|blocked|policy|too large|垃圾|病毒|内容|黑名单|过大|拒收/i,
    refused,
  ],
];

/**
 * What came back, and for good or for now. The text goes before the general statuses 5.0.0 and 5.7.1, which Chinese
 * providers give for everything.
 * @param status of RFC 3463, `5.1.1`; empty when there is none
 */
export function classifyBounce(status: string, text: string): BounceKind {
  const known = byStatus[status];
  if (known !== undefined) return known;
  const said = byText.find(([pattern]) => pattern.test(text))?.[1];
  if (said !== undefined) return said;
  if (/^5\.[67]\./.test(status)) return refused;
  return soft;
}
