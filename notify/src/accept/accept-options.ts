import type { Actor } from "@belfry/model";
import type { Origin } from "./origin.ts";

export interface AcceptOptions {
  /** Names the message once and for all: the same key never makes a second message. */
  readonly idempotencyKey: string;
  /** The execution to wake when every delivery is settled. @default nobody waits */
  readonly executionId?: number;
  /**
   * How often a person asked for a retry. A number larger than the message knows puts its failed and unknown deliveries
   * back to queued. @default 0
   */
  readonly redrive?: number;
  /** The action it comes from. @default no rule sends it */
  readonly origin?: Origin;
  /** Who hands it in, where no rule does. A message with neither is Belfry's own, and is held for nobody. @default nobody */
  readonly by?: Actor;
}
