import type { Tx } from "@belfry/store";

/** Asks the executions that one has called and waits for to stop. Returns how many there are. */
export async function cancelCalled(db: Tx, caller: number, by: string): Promise<number> {
  const { count } = await db.query({
    name: "cancel-called",
    text: `
      with wanted as (
        select q.id from belfry.execution_queue q join belfry.executions e on e.id = q.id
        where q.parent_id = $1 and e.item_index is null order by q.id for no key update of q
      )
      update belfry.execution_queue q
      set cancel_by = coalesce(q.cancel_by, $2), run_at = least(q.run_at, (select belfry.now())), signals = q.signals + 1
      from wanted where q.id = wanted.id`,
    values: [caller, by],
  });
  return count;
}
