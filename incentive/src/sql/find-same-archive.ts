import type { Queryable } from "@belfry/store";

/** A file with this content that a run of the same campaign has kept for less than a day; undefined: there is none. */
export async function findSameArchive(db: Queryable, run: number, hash: Buffer): Promise<string | undefined> {
  const { rows } = await db.query<{ archive: string }>({
    name: "incentive-find-same-archive",
    text: `
      select archive from belfry.incentive_runs
      where campaign_id = (select campaign_id from belfry.incentive_runs where id = $1) and archive_hash = $2
        and archive is not null
      group by archive having min(started_at) > belfry.now() - interval '1 day' limit 1`,
    values: [run, hash],
  });
  return rows[0]?.archive;
}
