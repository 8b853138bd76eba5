import type { Queryable } from "@belfry/store";

/** Notes that these files are not kept any more for the runs whose time is over. */
export async function forgetExpiredArchives(db: Queryable, archives: readonly string[]): Promise<void> {
  await db.query({
    name: "incentive-forget-expired-archives",
    text: `
      update belfry.incentive_runs set archive = null
      where archive = any($1::text[]) and archive_until <= belfry.now()`,
    values: [archives],
  });
}
