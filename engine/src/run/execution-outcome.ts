import type { EndedExecutionState, Failure } from "@belfry/model";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { ReleaseRow } from "../sql/executions/write-releases.ts";

/** How this holding of the execution ended. `run` is its last attempt, where that is not written yet. */
export type ExecutionOutcome =
  | {
      readonly kind: "ended";
      readonly state: EndedExecutionState;
      readonly failure?: Failure;
      /** What it returned. */
      readonly output?: unknown;
      readonly run: ActionRunRow | undefined;
    }
  | {
      readonly kind: "released";
      readonly state: ReleaseRow["state"];
      readonly action?: string;
      /** Come back after so many milliseconds. */
      readonly delayMs?: number;
      /** Come back at this time at the latest. With neither, only a signal brings it back. */
      readonly until?: Date;
      /** The connection it is parked for. */
      readonly connection?: string;
      readonly run: ActionRunRow | undefined;
    };
