import { z } from "zod";

/**
 * The states of a cell: 待执行, 执行中, 已完成, 失败, 已跳过, 已退役. A cell that is tried again later is pending, with the
 * time from which it may be handed out.
 */
export const CellState = z.enum(["pending", "running", "done", "failed", "skipped", "retired"]);
export type CellState = z.infer<typeof CellState>;

/** The legal transitions, as data. Whoever changes a state names in its statement those it comes from. */
export const nextCellStates: Readonly<Record<CellState, readonly CellState[]>> = {
  // It is claimed; or a person, or the table of another program, says what became of it; or its member is gone.
  pending: ["running", "done", "skipped", "retired"],
  // It ends, is tried again, or its holder is gone: then it is pending as before. Skipped: the condition of its rule says so.
  running: ["done", "failed", "pending", "skipped"],
  done: ["pending"],
  failed: ["pending", "done", "skipped", "retired"],
  skipped: ["pending", "done"],
  // Its member is open again.
  retired: ["pending"],
};
