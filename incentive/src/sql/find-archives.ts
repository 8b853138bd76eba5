import type { Queryable } from "@belfry/store";

/** A run's source that is kept. */
export interface KeptArchive {
  readonly run: number;
  readonly campaignId: number;
  readonly archive: string;
  readonly bytes: number;
}

/** All files that are kept, the newest first, each with the last run that kept it. */
export async function findArchives(db: Queryable): Promise<KeptArchive[]> {
  const { rows } = await db.query<KeptArchive>({
    name: "incentive-find-archives",
    text: `
      select id as run, campaign_id as "campaignId", archive, archive_bytes as bytes
      from (select distinct on (archive) * from belfry.incentive_runs where archive is not null order by archive, id desc) r
      order by archive_until desc`,
    values: [],
  });
  return rows;
}
