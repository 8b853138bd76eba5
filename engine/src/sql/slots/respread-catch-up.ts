import type { Tx } from "@belfry/store";

export interface CatchUp {
  readonly triggerId: number;
  /** The time between two of its slots, in milliseconds. */
  readonly stepMs: number;
}

/**
 * Spreads the slots that triggers have to make up for over the time from now on: what is left of a catch-up, and planned
 * slots that are later than `overdueMs`.
 */
export async function respreadCatchUp(
  tx: Tx,
  { catchUps, overdueMs }: { readonly catchUps: readonly CatchUp[]; readonly overdueMs: number },
): Promise<void> {
  await tx.query({
    name: "respread-catch-up",
    text: `
      update belfry.slots_due s set decide_at = spread.decide_at
      from (
        select w.trigger_id, w.due_at,
          (select belfry.now()) + c."stepMs" * interval '1 millisecond' * (row_number() over (partition by w.trigger_id order by w.due_at) - 1)
            as decide_at
        from belfry.slots_due w
        join json_to_recordset($1::json) as c ("triggerId" int, "stepMs" float8) on w.trigger_id = c."triggerId"
        where not w.moved and (w.decide_at > w.due_at or w.decide_at < (select belfry.now()) - $2 * interval '1 millisecond')
      ) as spread
      where s.trigger_id = spread.trigger_id and s.due_at = spread.due_at`,
    values: [JSON.stringify(catchUps), overdueMs],
  });
}
