import type { SecretMasker } from "@belfry/model";
import type { Grids } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import type { EngineEventBus } from "../events/engine-events.ts";
import type { Faults } from "../fault-points.ts";
import type { LogWriter } from "../logs/log-writer.ts";
import type { Connections } from "../breakers/connections.ts";
import type { Bus } from "../events/bus.ts";
import type { Deadlines } from "../node/deadlines.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import type { SecondPerson } from "../release/second-person.ts";
import type { KnownNames } from "../resources/known-names.ts";
import type { ConnectionRates } from "../rates/connection-rates.ts";
import type { RuleCache } from "../rules/rule-cache.ts";
import type { NewMark } from "../sql/marks/insert-mark.ts";
import type { StepMark } from "../sql/marks/step-mark.ts";
import type { PastRun } from "../sql/action-runs/select-past-runs.ts";
import type { Scope } from "../rules/scope.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";
import type { CheckpointRow } from "../sql/executions/write-checkpoints.ts";
import type { FinishRow } from "../sql/executions/write-finishes.ts";
import type { ReleaseRow } from "../sql/executions/write-releases.ts";
import type { ActionServices } from "./action-services.ts";
import type { CompiledAction, CompiledCall, CompiledStep, CompiledWait } from "./compiled-step.ts";
import type { Lane, LaneScope } from "./lane.ts";
import type { Past } from "./past.ts";
import type { Marks } from "./step-marks.ts";
import type { StepOutcome } from "./step-outcome.ts";

/**
 * The durable writes of running executions. Each resolves when it is committed.
 * @throws AppError LEASE_LOST when another node holds the execution now
 */
export interface EngineWriter {
  checkpoint(row: CheckpointRow): Promise<void>;
  release(row: ReleaseRow): Promise<void>;
  finish(row: FinishRow): Promise<void>;
}

/** What running executions need of their node. */
export interface RunnerDeps {
  readonly store: Store;
  readonly writer: EngineWriter;
  readonly rules: RuleCache;
  readonly services: ActionServices;
  /** Which secrets, channels and rules there are. */
  readonly names: KnownNames;
  /** Asks a second person before a step that wants one. */
  readonly secondPerson: SecondPerson | undefined;
  readonly events: EngineEventBus;
  readonly bus: Bus;
  /** Which connections are in trouble. */
  readonly connections: Connections;
  /** How often connections may be called. */
  readonly connectionRates: ConnectionRates;
  readonly faults: Faults;
  readonly logs: LogWriter;
  /** The task grids, as an execution sees them. */
  readonly grids: (execution: { readonly id: number; readonly dueAt: Date }) => Grids;
  readonly deadlines: Deadlines;
  /** The database's time. */
  readonly now: () => Date;
  /** Whether this node hands over what it runs: nothing is begun any more. @default never */
  readonly isHandingOver?: () => boolean;
  /**
   * Whether so long has passed without a word of the database that other nodes may have taken over what this one holds: it
   * was frozen, or the database was away. @default never
   */
  readonly isOutOfTouch?: () => boolean;
  /**
   * Leaves an execution that this process cannot compile to a node of another build. Says whether there is one, or else
   * which nodes take part. @default there is none
   */
  readonly leaveToOthers?: (claimed: ClaimedExecution) => Promise<{ readonly nodes: readonly string[] } | "left">;
  /** So many nodes may die below an execution before it is set aside. */
  readonly maxLives: number;
  /** The id of this installation: the beginning of every idempotency key. */
  readonly installation: string;
  /** From 0 to 1, for the jitter of retries. */
  readonly random: () => number;
}

/** One execution while this node runs it. */
export interface ExecutionFrame {
  readonly deps: RunnerDeps;
  readonly claimed: ClaimedExecution;
  readonly rule: CompiledRule;
  readonly scope: LaneScope;
  readonly past: Past;
  readonly marks: Marks;
  /** Whether an attempt has used what let this holding in to its connection. */
  readonly pass: { taken: boolean };
  /** Whether the past is only walked through: nothing is begun and nothing written. */
  readonly replay: boolean;
  /** The interpreter. It is handed on: steps hold lists of steps, and the modules of both would import each other. */
  readonly runSteps: (frame: ExecutionFrame, steps: readonly CompiledStep[], lane: Lane) => Promise<StepOutcome>;
  readonly masker: SecretMasker;
  /** Aborted with a StopReason when the execution is to stop: for a reason of `stop`, or because its time is over. */
  readonly signal: AbortSignal;
  /** Aborted when it is cancelled, when the node stops or when the holding is lost. */
  readonly stop: AbortSignal;
  /** When its time is over; nothing without a limit, and in the steps of `onFailure`. */
  readonly limitAt: Date | undefined;
  /** Set while a rule is only tried out: stands in for all that would be done and written. @default it is meant */
  readonly trial?: Trial;
}

/**
 * Stands in for whatever an execution would do or write, while a rule is only tried out. The interpreter asks it at the few
 * places where something would leave the process; everything else of it is the same.
 */
export interface Trial {
  act(
    frame: ExecutionFrame,
    step: CompiledAction,
    at: { readonly scope: Scope; readonly iteration: string },
  ): Promise<StepOutcome>;
  wait(frame: ExecutionFrame, step: CompiledWait, lane: Lane): StepOutcome;
  call(frame: ExecutionFrame, step: CompiledCall, lane: Lane): Promise<StepOutcome>;
  /** A mark that is kept for as long as the trial lasts. */
  mark(mark: Omit<NewMark, "redrive">): StepMark;
  /** With which of its items a loop is tried. */
  items(step: CompiledStep, iteration: string, items: readonly unknown[]): readonly unknown[];
  /** What the condition of a step came to. */
  decided(step: CompiledStep, lane: Lane, value: unknown): void;
  /** A failure that follows from what was not done is none. */
  judge(frame: ExecutionFrame, step: CompiledStep, lane: Lane, outcome: StepOutcome): StepOutcome;
  /** What has been done so far. */
  runs(): readonly PastRun[];
}
