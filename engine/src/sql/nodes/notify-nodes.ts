import type { Queryable } from "@belfry/store";

/** Tells every node that listens on the channel, this one too. */
export async function notifyNodes(db: Queryable, channel: string, payload: string): Promise<void> {
  await db.query({ name: "notify-nodes", text: "select pg_notify($1, $2)", values: [channel, payload] });
}
