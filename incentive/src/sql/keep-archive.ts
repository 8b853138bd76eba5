import type { Queryable } from "@belfry/store";

/** Notes where a run's source lies and until when. */
export async function keepArchive(
  db: Queryable,
  run: number,
  { archive, bytes, days }: { readonly archive: string; readonly bytes: number; readonly days: number },
): Promise<void> {
  await db.query({
    name: "incentive-keep-archive",
    text: `
      update belfry.incentive_runs
      set archive = $2, archive_bytes = $3, archive_until = belfry.now() + $4 * interval '1 day'
      where id = $1`,
    values: [run, archive, bytes, days],
  });
}
