import type { Queryable } from "@belfry/store";

/** A run's source that is kept. */
export interface KeptArchive {
  readonly run: number;
  readonly campaignId: number;
  readonly archive: string;
  readonly bytes: number;
}

/** All archives that are kept, the newest first. */
export async function findArchives(db: Queryable): Promise<KeptArchive[]> {
  const { rows } = await db.query<KeptArchive>({
    name: "incentive-find-archives",
    text: `
      select id as run, campaign_id as "campaignId", archive, archive_bytes as bytes
      from belfry.incentive_runs where archive is not null order by archive_until desc`,
    values: [],
  });
  return rows;
}
