import type { Weight } from "../pool/cap-use.ts";
import type { UsableAccount } from "./usable-accounts.ts";

/** An account that may send a message, and what that takes of its caps. */
export interface Candidate extends UsableAccount, Weight {}

/** One envelope that wants to be sent by one of several accounts. All of its recipients or none. */
export interface SendRequest {
  readonly node: number;
  readonly channel: string;
  readonly candidates: readonly Candidate[];
  /** The one that sends if it may now, before all others. */
  readonly preferred?: string | undefined;
  readonly deliveries: readonly { readonly id: number; readonly epoch: number; readonly attempt: number }[];
  /** What came of it, once it is committed: the writer of the ledger itself only says that it is. */
  placement?: Placement;
}

/** The intent is written and the account has taken it upon itself. */
export interface Placed {
  readonly kind: "placed";
  readonly account: Candidate;
  /** When it did, by the database's clock. */
  readonly at: Date;
  /** Which of the account's rests it came after. */
  readonly rests: number;
  /** Whether it tries an account that had to rest. */
  readonly isTrial: boolean;
}

export type Placement =
  | Placed
  /** No account may send now. Nothing was written. */
  | {
      readonly kind: "waits";
      readonly until: Date;
      readonly reason: string;
      /** Whether the account that is free first has to rest until then, and is not only used up. */
      readonly isRest: boolean;
      /** The provider's code for which that account rests; empty when there is none, or it is only used up. */
      readonly restCode: string | null;
      /** So many have their turn together, and the next so many a period later. */
      readonly atOnce: number;
      readonly periodMs: number;
    }
  /** No account will ever send it. */
  | { readonly kind: "never"; readonly reason: string };
