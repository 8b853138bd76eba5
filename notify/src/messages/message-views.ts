import type { DeliveryState, MessageAttachment, MessagePriority } from "@belfry/model";
import type { DeliveryOutcome, DeliveryReceipt, LocalizedText } from "@belfry/plugin-kit";
import type { RecipientField } from "../accept/message-content.ts";
import type { ReceiptSource } from "../sql/insert-receipts.ts";
import type { Decision } from "../why/decision-words.ts";
import type { CodeWords } from "../why/explain-code.ts";

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
  /** The provider's code for what it said. */
  readonly code: string | null;
  /** How many the provider bills for it; empty where it does not say. */
  readonly segments: number | null;
  /** What the code means; empty when nobody knows. */
  readonly words: CodeWords | null;
  /** The reason in one language each. */
  readonly text: LocalizedText | null;
}

/** What was said later of a delivery. */
export interface ReceiptView {
  /** Who said it: a provider that posted it, one that was asked, or a mail that came back. */
  readonly source: ReceiptSource;
  readonly state: DeliveryReceipt["state"];
  /** `hard`: the address does not exist. */
  readonly bounce: "hard" | "soft" | null;
  /** Whether the recipient called it spam. */
  readonly complaint: boolean;
  readonly code: string | null;
  readonly reason: string | null;
  readonly answer: string | null;
  /** When it happened by the clock of who said it. */
  readonly saidAt: Date | null;
  readonly receivedAt: Date;
  readonly words: CodeWords | null;
  readonly text: LocalizedText | null;
}

export interface MessageDelivery {
  readonly recipient: string;
  readonly field: RecipientField;
  readonly state: DeliveryState;
  readonly reason: string | null;
  /** When it is sent next; meaningful while it is queued. Empty while it waits for a second person. */
  readonly runAt: Date | null;
  readonly updatedAt: Date;
  /** How many pieces of the message have been taken; 0 where its channel splits nothing. */
  readonly piecesDone: number;
  /** What was decided about it last, in words. */
  readonly decision: Decision;
  readonly attempts: readonly AttemptView[];
  /** In the order in which they came. */
  readonly receipts: readonly ReceiptView[];
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
  /** The template at the version that wrote the content, `order-paid@3`; `template` is what the sender named. */
  readonly templateVersion: string | null;
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
