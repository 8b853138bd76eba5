import type { Queryable } from "@belfry/store";

/** Archives whose time is over. */
export async function findExpiredArchives(db: Queryable, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ archive: string }>({
    name: "incentive-find-expired-archives",
    text: `
      select archive from belfry.incentive_runs
      where archive is not null and archive_until <= belfry.now()
      order by archive_until limit $1`,
    values: [limit],
  });
  return rows.map(({ archive }) => archive);
}
