import type { Actor } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { MessageContent } from "../accept/message-content.ts";
import type { Origin } from "../accept/origin.ts";

/** How the recipients of a message differ from those of the last one that the same action sent. */
export interface RecipientDiff {
  /** The message that is compared with; none: it is the first. */
  readonly comparedWith: number | null;
  readonly addedCount: number;
  readonly removedCount: number;
  /** The first of them, in the order of their addresses. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A message that waits for a second person. */
export interface HeldMessage {
  readonly messageId: number;
  readonly executionId: number | undefined;
  /** The action it comes from, or else who handed it in. */
  readonly origin: Origin | undefined;
  readonly by: Actor | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly channel: string;
  readonly content: MessageContent;
  readonly recipientCount: number;
  readonly diff: RecipientDiff;
  /** From how many recipients on it is held: it has more than this. */
  readonly recipientsAbove: number;
}

/** Who decides about large messages. The composition root wires it; without it none is held. */
export interface MessageRelease {
  /** The limit of the installation, read in the transaction that accepts a message; null: there is none. */
  recipientsAbove(tx: Tx): Promise<number | null>;
  /** Asks a second person, in the same transaction. */
  ask(tx: Tx, held: HeldMessage): Promise<void>;
  /** Ends the question about a message that was cancelled, in the same transaction. */
  withdraw(tx: Tx, messageId: number, reason: string): Promise<void>;
}

/** How a message that was held ends when it is not released. */
export interface HoldEnd {
  readonly hold: "rejected" | "expired" | "withdrawn";
  /** Becomes the reason of each of its deliveries. */
  readonly reason: string;
}
