import type { Queryable } from "@belfry/store";

/** Digests whose fate is known, while that of what they gathered is not written: a node of an older version sent them. */
export async function findLeftDigests(db: Queryable, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: "notify-find-left-digests",
    text: `
      select distinct d.digest_id as id
      from belfry.deliveries d join belfry.deliveries g on g.message_id = d.digest_id
      where d.digest_id is not null and d.state = 'queued' and g.state not in ('queued', 'sending')
      order by 1 limit $1`,
    values: [limit],
  });
  return rows.map(({ id }) => id);
}
