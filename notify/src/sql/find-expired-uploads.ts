import type { Queryable } from "@belfry/store";

/** The ids of uploads that have expired, some at once. */
export async function findExpiredUploads(db: Queryable, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: "notify-find-expired-uploads",
    text: `select id from belfry.uploads where expires_at <= belfry.now() order by expires_at limit $1`,
    values: [limit],
  });
  return rows.map(({ id }) => id);
}
