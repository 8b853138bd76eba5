import type { Queryable } from "@belfry/store";

export interface ExpiredArchive {
  readonly archive: string;
  /** Whether a later run keeps the same file. */
  readonly isShared: boolean;
}

/** Archives whose time is over for a run. */
export async function findExpiredArchives(db: Queryable, limit: number): Promise<ExpiredArchive[]> {
  const { rows } = await db.query<ExpiredArchive>({
    name: "incentive-find-expired-archives",
    text: `
      select r.archive, exists (
          select from belfry.incentive_runs later
          where later.archive = r.archive and later.archive_until > belfry.now()) as "isShared"
      from belfry.incentive_runs r
      where r.archive is not null and r.archive_until <= belfry.now()
      order by r.archive_until limit $1`,
    values: [limit],
  });
  return rows;
}
