/** Statuses of RFC 3463 that say: there is no such mailbox, no such domain, or nobody has it any more. */
const GONE = new Set(["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"]);

const UNKNOWN =
  /(?:user|mailbox|recipient|account)(?: is)? (?:unknown|not found|not exist|does not exist)|(?:unknown|no such|non-?existent) (?:user|mailbox|recipient)|(?:收件人|邮箱|用户|账号)[^。\n]{0,20}不存在/i;

/** Words beside which nothing is said of the address: it is refused by a rule, for the sender, or for now. */
const REFUSED = /policy|spam|block|black ?list|denied|relay|frequency|limit|reputation|拒收|频率|垃圾/i;

/**
 * Whether a server refuses a recipient because the address does not exist, so that every later mail comes back too. A
 * status decides before the words; 550 alone says nothing, for it stands for refused contents and senders as well.
 */
export function addressIsGone(answer: string): boolean {
  if (!answer.startsWith("5") || REFUSED.test(answer)) return false;
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1];
  if (status !== undefined && status !== "5.0.0") return GONE.has(status);
  return UNKNOWN.test(answer);
}
