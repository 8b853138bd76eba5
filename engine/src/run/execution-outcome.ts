import type { EndedExecutionState, Failure } from "@belfry/model";
import type { ActionRunRow } from "../sql/action-runs/action-run-row.ts";
import type { ReleaseRow } from "../sql/executions/write-releases.ts";

/** How this holding of the execution ended. */
export type ExecutionOutcome =
  | {
      readonly kind: "ended";
      readonly state: EndedExecutionState;
      readonly failure?: Failure;
      readonly run: ActionRunRow | undefined;
    }
  | {
      readonly kind: "released";
      readonly state: ReleaseRow["state"];
      readonly action?: string;
      readonly delayMs?: number;
      readonly run: ActionRunRow | undefined;
    };
