import type { Queryable } from "@belfry/store";

/** The archive of a run of a campaign. `archive` is null when it had none or its time is over. Undefined: there is no such run. */
export async function findArchive(
  db: Queryable,
  campaignId: number,
  run: number,
): Promise<{ readonly archive: string | null; readonly bytes: number; readonly source: string } | undefined> {
  const { rows } = await db.query<{ archive: string | null; bytes: number; source: string }>({
    name: "incentive-find-archive",
    text: `
      select case when archive_until > belfry.now() then archive end as archive, coalesce(archive_bytes, 0) as bytes, source
      from belfry.incentive_runs where campaign_id = $1 and id = $2`,
    values: [campaignId, run],
  });
  return rows[0];
}
