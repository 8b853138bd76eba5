import type { Failure, Scope } from "@belfry/model";

/** Failed executions of one rule with one cause. */
export interface FailureGroup {
  readonly group: string;
  readonly rule: string;
  readonly ruleName: string;
  readonly class: Failure["class"];
  readonly code: string;
  readonly action: string | null;
  /** What their messages have in common. */
  readonly fingerprint: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The newest of them. */
  readonly sample: { readonly executionId: number; readonly message: string };
}

/** Which failed executions are meant: those that fit all that is named. */
export interface FailureSelection {
  readonly groups?: readonly string[];
  readonly rule?: string;
  /** Failed at this time or later. */
  readonly from?: Date;
  /** Failed before this time. */
  readonly until?: Date;
  readonly executions?: readonly number[];
}

export interface FailureGroupFilter extends Pick<FailureSelection, "rule" | "from" | "until"> {
  /** What the reader is restricted to. @default nothing */
  readonly scope?: Scope | null;
  /** Only groups whose newest execution has a lower id. */
  readonly before?: number;
  /** @default 50, at most 500 */
  readonly limit?: number;
}

/** How far the retry or the closing of many failed executions is. */
export interface FailureJob {
  readonly id: number;
  readonly work: "redrive" | "dismiss";
  readonly filter: Readonly<Record<string, unknown>>;
  readonly from: RetryFrom | null;
  readonly version: RetryVersion | null;
  readonly note: string;
  readonly by: string;
  readonly state: "running" | "done" | "cancelled";
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  /** The first of those that were refused. */
  readonly refusals: readonly { readonly executionId: number; readonly code: string; readonly message: string }[];
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly cancelledBy: string | null;
}

/** Where a retry begins. */
export type RetryFrom = "failed" | "start";
/** Which version of the rule a retry runs. */
export type RetryVersion = "same" | "latest";
