import type { Queryable } from "@belfry/store";
import { markColumns, type StepMark } from "./step-mark.ts";

/** What the steps of an execution keep. */
export async function selectMarks(db: Queryable, executionId: number): Promise<StepMark[]> {
  const { rows } = await db.query<StepMark>({
    name: "select-marks",
    text: `select ${markColumns} from belfry.step_marks where execution_id = $1`,
    values: [executionId],
  });
  return rows;
}
