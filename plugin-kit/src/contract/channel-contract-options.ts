import type { DeliveryOutcome } from "../delivery-outcome.ts";
import type { GuardedConnect } from "../guarded-connect.ts";
import type { GuardedFetch } from "../guarded-fetch.ts";

export interface ChannelContractOptions {
  /** The configuration of an account that works, as an operator writes it; with `contractSecret.ref` for its password. */
  readonly validAccount: Readonly<Record<string, unknown>>;
  /** An account whose provider cannot be reached: nobody listens there. */
  readonly unreachableAccount: Readonly<Record<string, unknown>>;
  /** Accounts that a connection test must find fault with. */
  readonly brokenAccounts: readonly { readonly name: string; readonly account: Readonly<Record<string, unknown>> }[];
  /** An address that the fake provider accepts. */
  readonly validAddress: string;
  /** Texts that cannot be addresses of this channel. */
  readonly badAddresses: readonly string[];
  /** Addresses that the fake provider refuses, and what the channel makes of it. */
  readonly refused: readonly { readonly address: string; readonly kind: DeliveryOutcome["kind"] }[];
  /** How many messages the fake provider has taken. */
  readonly taken: () => number;
  /** All that the fake provider has seen, as one text. @default the message key is not looked for */
  readonly outside?: () => string;
  /** For channels that speak HTTP. @default a fetch that refuses everything */
  readonly fetch?: GuardedFetch;
  /** For channels that speak something else. @default one that refuses everything */
  readonly connect?: GuardedConnect;
}
