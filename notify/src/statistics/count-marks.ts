import type { Tx } from "@belfry/store";
import { addMarks } from "../sql/add-marks.ts";
import { deleteMarks } from "../sql/delete-marks.ts";
import { takeMarks } from "../sql/take-marks.ts";

/** Counts some of the deliveries that moved, and forgets their marks. Returns how many marks that were. */
export async function countMarks(tx: Tx, zone: string, limit: number): Promise<number> {
  const ids = await takeMarks(tx, limit);
  if (ids.length === 0) return 0;
  await addMarks(tx, zone, ids);
  await deleteMarks(tx, ids);
  return ids.length;
}
