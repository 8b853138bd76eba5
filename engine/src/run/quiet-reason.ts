/**
 * Executions that tell nobody anything. What started them says so and why (`{ quiet: "backfill" }`), and whatever they call
 * is as quiet: yesterday's reports must not reach people once more because last month is made up for.
 */
import type { Notified, NoticeSent } from "@belfry/plugin-kit";

/** Why an execution is quiet; nothing for all others. */
export function quietReason(trigger: Readonly<Record<string, unknown>>): string | undefined {
  const { quiet } = trigger;
  return typeof quiet === "string" ? quiet : undefined;
}

/** What an action gets in the place of what became of its message: every recipient is suppressed, with the reason. */
export function quietMessage(recipients: readonly string[], reason: string): Notified {
  const deliveries = recipients.map((recipient) => ({ recipient, state: "suppressed" as const, reason }));
  return { messageId: 0, status: "settled", deliveries };
}

/** The same for a notice inside of Belfry. */
export function quietNotice(reason: string): NoticeSent {
  return { recipients: 0, unknown: [], suppressed: reason };
}
