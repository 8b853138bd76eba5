import type { Store } from "@belfry/store";
import type { ReleaseDeps } from "../release/rule-demands.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import type { RetryFrom, RetryVersion } from "../views/failure-views.ts";

export interface RetryDeps extends ReleaseDeps {
  readonly store: Store;
  readonly rules: RuleCache;
}

export interface RetryHow {
  readonly from: RetryFrom;
  readonly version: RetryVersion;
}

export interface Retried {
  readonly rule: string;
  /** The execution that works now: the same, or the one in its place. */
  readonly executionId: number;
  /** What was opened or started. */
  readonly opened: readonly number[];
}
