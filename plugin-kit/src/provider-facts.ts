import type { DeliveryOutcome } from "./delivery-outcome.ts";
import type { LocalizedText } from "./localized-text.ts";

/** What a provider allows one account, as far as it is published. Every account may be given less. */
export interface SendingCaps {
  readonly perSecond?: number;
  readonly perMinute?: number;
  /** Of the account's zone. */
  readonly perDay?: number;
  readonly perMonth?: number;
}

/** How many messages a provider lets one recipient have, in how many milliseconds; it drops what is more without a word. */
export interface RecipientLimit {
  readonly most: number;
  readonly perMs: number;
}

/** How long one part of a message may be. */
export interface ContentLimit {
  /** Which part: `text`, `markdown`, `subject`, a field of the payload. */
  readonly part: string;
  readonly unit: "bytes" | "characters";
  readonly most: number;
  /** Whether longer ones are sent in several pieces. @default false: they are refused when they are accepted */
  readonly splits?: boolean;
}

/** One of a provider's codes: what it means, and what somebody can do about it. */
export interface ProviderCode {
  readonly code: string;
  /** Further text by which one code with several causes is told apart. @default the code alone decides */
  readonly match?: RegExp;
  readonly kind: Exclude<DeliveryOutcome["kind"], "accepted">;
  /** How long the account rests because of it, in milliseconds. @default not at all */
  readonly pauseMs?: number;
  /** How long the message waits because of its recipient, in milliseconds; the account does not, and no other one tries. */
  readonly waitMs?: number;
  /** Whether it says that the account sends too fast: it then sends at a lower pace for a while. @default false */
  readonly tooFast?: boolean;
  readonly meaning: LocalizedText;
  readonly advice: LocalizedText;
}
