import type { Queryable } from "@belfry/store";

/**
 * Frees the places of executions that a node of an older version ended: it knows nothing of places. Each is looked up by
 * itself: the queue may be long, and few hold places.
 */
export async function deleteLostPlaces(db: Queryable): Promise<void> {
  await db.query({
    name: "delete-lost-places",
    text: `
      delete from belfry.gate_places p
      where state = 'holds' and (select q.id from belfry.execution_queue q where q.id = p.execution_id) is null`,
  });
}
