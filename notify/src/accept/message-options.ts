import type { MessagePriority } from "@belfry/model";
import type { Escalation } from "../escalation/escalation.ts";

/** What a message says of itself besides its content, as the ledger keeps it. */
export interface MessageOptions {
  readonly labels: Readonly<Record<string, string>>;
  readonly priority: MessagePriority;
  readonly scheduledAt: Date | undefined;
  readonly expiresAt: Date | undefined;
  readonly business: { readonly key: string; readonly windowMs: number } | undefined;
  readonly escalation: Escalation | undefined;
  /** The callback that is told what becomes of it, beside those that are told of all. */
  readonly callback: string | undefined;
  /** The template that made its content. */
  readonly template: string | undefined;
}

/** What is claimed first has the smaller number. */
export const priorityNumber = { urgent: 0, normal: 1, low: 2 } as const satisfies Record<MessagePriority, number>;
