import type { Queryable } from "@belfry/store";

/** Notes that these files are gone, for all runs that kept them; until when they were kept at most is now. */
export async function forgetArchives(db: Queryable, archives: readonly string[]): Promise<void> {
  await db.query({
    name: "incentive-forget-archives",
    text: `
      update belfry.incentive_runs set archive = null, archive_until = least(archive_until, belfry.now())
      where archive = any($1::text[])`,
    values: [archives],
  });
}
