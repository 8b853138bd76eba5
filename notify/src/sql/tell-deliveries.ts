import type { Queryable } from "@belfry/store";

/** Tells all nodes that deliveries have become due. */
export async function tellDeliveries(db: Queryable): Promise<void> {
  await db.query({ name: "notify-tell-deliveries", text: `select pg_notify('belfry', 'deliveries')` });
}
