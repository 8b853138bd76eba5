import type { GridCell } from "@belfry/client";
import type { Tone } from "../../ui/StateMark.tsx";

export type CellState = GridCell["state"];

export const cellStates = [
  "pending",
  "running",
  "done",
  "failed",
  "skipped",
  "retired",
] as const satisfies readonly CellState[];

/** What a state means for whoever looks. */
export const cellTones: Readonly<Record<CellState, Tone>> = {
  pending: "held",
  running: "busy",
  done: "good",
  failed: "bad",
  skipped: "quiet",
  retired: "quiet",
};
