import type { Store } from "@belfry/store";
import type { MessageRelease } from "../release/message-release.ts";
import type { Origin } from "./origin.ts";
import type { ValidationDeps } from "./validate-message.ts";

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
  /** The action it comes from. A message without one belongs to no rule, and is held for nobody. @default none */
  readonly origin?: Origin;
}

export interface AcceptDeps extends ValidationDeps {
  readonly store: Store;
  /** @default no message is held */
  readonly release?: MessageRelease | undefined;
  /** Called after a commit that made something due. */
  onDue(): void;
}
