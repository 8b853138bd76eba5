import type { DeliveryState, MessageAttachment, MessagePriority } from "@belfry/model";
import type { DeliveryOutcome } from "@belfry/plugin-kit";
import type { RecipientField } from "../accept/message-content.ts";

/** A message in a list. */
export interface MessageSummary {
  readonly id: number;
  readonly channel: string;
  /** The account that was asked for. */
  readonly account: string | null;
  readonly executionId: number | null;
  readonly subject: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly priority: MessagePriority;
  readonly businessKey: string | null;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date | null;
  /** Who handed it in; nobody for one of a rule. */
  readonly sentBy: string | null;
  /** The template that made its content. */
  readonly template: string | null;
  /** The rule that sent it. */
  readonly rule: string | null;
  readonly createdAt: Date;
  /** How many recipients are in which state. */
  readonly states: Readonly<Partial<Record<DeliveryState, number>>>;
}

/** One send to one recipient. */
export interface AttemptView {
  readonly attempt: number;
  readonly account: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Empty while it is under way. */
  readonly outcome: DeliveryOutcome["kind"] | null;
  readonly reason: string | null;
  /** What the provider said, word for word. */
  readonly answer: string | null;
  readonly providerId: string | null;
}

export interface MessageDelivery {
  readonly recipient: string;
  readonly field: RecipientField;
  readonly state: DeliveryState;
  readonly reason: string | null;
  /** When it is sent next; meaningful while it is queued. Empty while it waits for a second person. */
  readonly runAt: Date | null;
  readonly updatedAt: Date;
  readonly attempts: readonly AttemptView[];
}

/** What happens, or happened, when nobody has got a message in time. */
export interface EscalationView {
  /** As the database writes it. */
  readonly dueAt: string;
  readonly unless: "accepted" | "delivered" | "acknowledged";
  readonly state: "waiting" | "sent" | "stopped";
  readonly nextMessageId: number | null;
  readonly reason: string | null;
}

export interface MessageDetail extends MessageSummary {
  /** When and by whom somebody said that they have seen it. */
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly escalation: EscalationView | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly markdown: string | null;
  readonly attachments: readonly MessageAttachment[];
  readonly deliveries: readonly MessageDelivery[];
}
