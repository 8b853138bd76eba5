/**
 * What becomes of a cell and of what stands for it in a table, seen from both and from what the table said last. Pure, so
 * that it can be read as a table. Done on one side is done on both; what is wanted again on one side is wanted on both. Texts
 * that mean neither are left alone.
 */
import type { CellSettlement, MirroredCell } from "@belfry/plugin-kit";

/** What a table says: nothing stands there, it is planned, it is done, or something else that only people understand. */
export type TableState = "empty" | "planned" | "done" | "other";

export interface CellDecision {
  /** What is written into the table. */
  readonly write?: "planned" | "done";
  /** What the cell becomes. */
  readonly settle?: Omit<CellSettlement, "cell">;
}

export function decideCell(
  { state, mirrored }: Pick<MirroredCell, "state" | "mirrored">,
  table: TableState,
): CellDecision {
  if (table === "other") return {};
  if (state === "done") return whenDone(mirrored, table);
  if (table === "done") {
    // Somebody is at work on it, or nobody: done there counts when it is looked at next.
    if (state === "running") return {};
    // It said so before, and since then it is wanted again here.
    if (mirrored) return state === "skipped" ? {} : { write: "planned", settle: { mirrored: false } };
    return { settle: { state: "done", mirrored: true } };
  }
  const forgotten: CellDecision = mirrored && state !== "running" ? { settle: { mirrored: false } } : {};
  const isWanted = state === "pending" || state === "failed" || state === "running";
  return table === "empty" && isWanted ? { write: "planned", ...forgotten } : forgotten;
}

function whenDone(mirrored: boolean, table: Exclude<TableState, "other">): CellDecision {
  if (table === "done") return mirrored ? {} : { settle: { mirrored: true } };
  if (!mirrored) return { write: "done", settle: { mirrored: true } };
  // It said done, and somebody took that back there: it is wanted again.
  const again = { settle: { state: "pending", mirrored: false } } as const;
  return table === "empty" ? { write: "planned", ...again } : again;
}
