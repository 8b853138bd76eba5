import type { Queryable } from "@belfry/store";

/** Frees the places of executions that a node of an older version ended: it knows nothing of places. */
export async function deleteLostPlaces(db: Queryable): Promise<void> {
  await db.query({
    name: "delete-lost-places",
    text: `
      delete from belfry.gate_places p
      where state = 'holds' and not exists (select from belfry.execution_queue q where q.id = p.execution_id)`,
  });
}
