import type { ActionRunState, ExecutionState, Failure, Scope } from "@belfry/model";

/** An execution in a list. */
export interface ExecutionSummary {
  readonly id: number;
  readonly rule: string;
  readonly ruleName: string;
  readonly ruleVersion: number;
  readonly state: ExecutionState;
  readonly parentId: number | null;
  readonly itemIndex: number | null;
  /** `{ kind: "cron", id, dueAt }`, `{ kind: "manual", by }`, … */
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly failure: Failure | null;
  readonly redrive: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** While it is retried or waits: for which action, and when it goes on at the latest. */
  readonly waitingFor: WaitingFor | null;
}

/** What an execution waits for. */
export interface WaitingFor {
  /**
   * `step`: what its action waits for, or its next attempt. `connection`: it is parked until the connection is called
   * again. `rate`: its turn at a rate limit. `gate`: room, because as many work as a limit allows.
   */
  readonly kind: "step" | "connection" | "rate" | "gate";
  readonly action: string | null;
  /** When it goes on at the latest; null when it has to be woken. */
  readonly until: Date | null;
  /** The connection (`host:port`) it is parked for, since when, and when the first is let in; null for other kinds. */
  readonly connection: string | null;
  readonly since: Date | null;
  readonly probeAt: Date | null;
  /** The gate it waits at; null for other kinds. */
  readonly gate: GateView | null;
}

/** A limit of concurrent executions at which one waits. */
export interface GateView {
  /** Of its rule, of one value of the key of its rule, or of a label. */
  readonly kind: "rule" | "key" | "label";
  readonly rule: string | null;
  readonly key: unknown;
  /** As `db=erp`. */
  readonly label: string | null;
  /** Null when nothing limits it any more: it is let in at once. */
  readonly limit: number | null;
  /** How many are let in before; at most 1,000 are counted. */
  readonly ahead: number;
}

/** One attempt of one action. */
export interface ActionRunView {
  readonly action: string;
  readonly iteration: string;
  readonly attempt: number;
  readonly redrive: number;
  readonly use: string;
  readonly state: Exclude<ActionRunState, "waiting">;
  readonly output: unknown;
  readonly failure: Failure | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly tookMs: number;
}

export interface ExecutionDetail extends ExecutionSummary {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly item: unknown;
  /** What its `return` gave; null without one, and before its end. */
  readonly output: unknown;
  readonly actionRuns: readonly ActionRunView[];
  /** The children of a `forEach`, by state; empty for an execution without children. */
  readonly children: Readonly<Partial<Record<ExecutionState, number>>>;
  readonly artifacts: readonly ArtifactView[];
  /** The execution in whose place it runs, after a retry from the start. */
  readonly retryOf: number | null;
  /** The execution that runs in its place. */
  readonly retriedAs: number | null;
  /** How far the running action is, as it last said; null when it says nothing, and at the end. */
  readonly progress: ProgressView | null;
}

export interface ProgressView {
  readonly action: string;
  readonly iteration: string;
  readonly done: number;
  readonly total: number | null;
  readonly at: Date;
}

export interface ArtifactView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly createdAt: Date;
}

export interface LogLine {
  readonly id: number;
  readonly action: string | null;
  readonly iteration: string | null;
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly loggedAt: Date;
}

export interface ExecutionFilter {
  readonly rule?: string;
  readonly state?: ExecutionState;
  readonly parentId?: number;
  /** Only those that are no children. */
  readonly roots?: boolean;
  readonly createdFrom?: Date;
  readonly createdUntil?: Date;
  /** Only ids below: the cursor. */
  readonly before?: number;
  /** What the reader is restricted to. @default nothing */
  readonly scope?: Scope | null;
  /** @default 50, at most 500 */
  readonly limit?: number;
}
