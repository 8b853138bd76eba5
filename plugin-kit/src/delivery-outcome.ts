/** What a provider said, as far as it is known. */
interface Answered {
  /** What it said, in its own words; at most 4,000 characters are kept. */
  readonly answer?: string;
  /** Its code for that: `45009`, `isv.BUSINESS_LIMIT_CONTROL`, `550`. The channel's `codes` explain it. */
  readonly code?: string;
  /**
   * How many pieces of a message that had to be split have been taken, those of earlier sends included. The next send
   * begins after them. @default those of earlier sends
   */
  readonly piecesDone?: number;
}

interface Refused extends Answered {
  readonly reason: string;
}

/** What a channel says of one recipient. A channel throws only for its own bugs. */
export type DeliveryOutcome =
  /** `segments`: how many the provider bills for it. */
  | (Answered & { readonly kind: "accepted"; readonly providerId?: string; readonly segments?: number })
  /** The provider is busy or asks to come back: the same account may try again. */
  | (Refused & { readonly kind: "try-later"; readonly notBefore?: Date })
  /** This account cannot send now (wrong password, quota): another one may. */
  | (Refused & { readonly kind: "account-fault"; readonly pauseUntil?: Date })
  /** `addressGone`: the provider says for good that there is no such address, and nothing is sent there any more. */
  | (Refused & { readonly kind: "recipient-fault"; readonly addressGone?: boolean })
  | (Refused & { readonly kind: "content-fault" })
  /** The payload left, the answer did not come: never repeated blindly. `providerId`: what to ask the provider for. */
  | (Refused & { readonly kind: "unknown"; readonly providerId?: string });
