import type { Mentions, MessageAttachment } from "@belfry/model";

/** What a message says, as the ledger keeps it. Its recipients are its deliveries. */
export interface MessageContent {
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly markdown?: string;
  readonly mentions?: Mentions;
  /** As the channel's schema has read it. */
  readonly payload?: unknown;
  readonly attachments: readonly MessageAttachment[];
  /** Where its recipients live. */
  readonly timeZone?: string;
  /** Its messages come from one account where it can. */
  readonly conversation?: string;
  /** The list that a recipient leaves by one click. */
  readonly unsubscribe?: string;
  /** The template at the version that wrote it, `order-paid@3`; what the sender asked for may name no version. */
  readonly templateVersion?: string;
}

export type RecipientField = "to" | "cc" | "bcc";

export interface Recipient {
  readonly field: RecipientField;
  readonly address: string;
}
