import type { ActionLog } from "./action-context.ts";
import type { GuardedConnect } from "./guarded-connect.ts";
import type { GuardedFetch } from "./guarded-fetch.ts";

/** What a channel may use for one send, one test or one receipt. */
export interface ChannelContext {
  readonly signal: AbortSignal;
  readonly log: ActionLog;
  readonly fetch: GuardedFetch;
  /** The way out for what is no HTTP: SMTP and the like. */
  readonly connect: GuardedConnect;
  /** By the database's clock. */
  readonly now: Date;
  /** How many pieces of the message have been taken before: the send goes on after them. */
  readonly piecesDone: number;
  /** Resolves a secret of the account's configuration; a plain string is returned as it is. */
  secret(value: unknown): Promise<string>;
}
