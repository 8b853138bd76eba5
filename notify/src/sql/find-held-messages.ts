import type { Queryable } from "@belfry/store";

/** The messages of which these nodes hold a delivery. */
export async function findHeldMessages(db: Queryable, nodeIds: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ messageId: number }>({
    name: "notify-find-held-messages",
    text: `
      select distinct message_id as "messageId" from belfry.deliveries
      where state = 'sending' and node = any($1::int[])`,
    values: [nodeIds],
  });
  return rows.map(({ messageId }) => messageId);
}
