import type { Failure } from "@belfry/model";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { StopReason } from "./stop-reason.ts";

/**
 * How a step, or a list of steps, ended. `run` is an attempt that is not written yet: the caller writes it, alone or
 * together with the end of the execution, so that the last action costs no transaction of its own.
 */
export type StepOutcome =
  | { readonly kind: "done"; readonly output: unknown; readonly run?: ActionRunRow }
  | { readonly kind: "failed"; readonly failure: Failure; readonly run?: ActionRunRow }
  | PendingOutcome
  /** A `return`: the execution ends well, and nothing after it runs. */
  | { readonly kind: "returned"; readonly output: unknown; readonly run?: ActionRunRow }
  | { readonly kind: "stopped"; readonly reason: StopReason }
  /** Nothing more is begun here: a step beside it has failed, or the past is only walked through. */
  | { readonly kind: "halted" };

/** It goes on later: after a wait, or with another attempt. */
export type PendingOutcome = RetryOutcome | WaitingOutcome;

export interface RetryOutcome extends Comeback {
  readonly kind: "retry";
  readonly failure: Failure;
  readonly attempt: number;
  readonly run?: ActionRunRow;
}

export interface WaitingOutcome extends Comeback {
  readonly kind: "waiting";
  /** The connection it is parked for. */
  readonly connection?: string;
  readonly run?: undefined;
}

/** When it goes on: after so many milliseconds, at this time, at the earlier of both; with neither, when it is woken. */
interface Comeback {
  /** The step that is waited for. */
  readonly action: string;
  readonly delayMs?: number;
  readonly until?: Date;
}
