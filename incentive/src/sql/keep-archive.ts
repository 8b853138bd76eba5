import type { Queryable } from "@belfry/store";

export interface KeptFile {
  readonly archive: string;
  readonly bytes: number;
  /** SHA-256 of what is in it. */
  readonly hash: Buffer;
}

/** Notes where a run's source lies and until when. */
export async function keepArchive(
  db: Queryable,
  run: number,
  { archive, bytes, hash, days }: KeptFile & { readonly days: number },
): Promise<void> {
  await db.query({
    name: "incentive-keep-archive",
    text: `
      update belfry.incentive_runs
      set archive = $2, archive_bytes = $3, archive_hash = $4, archive_until = belfry.now() + $5 * interval '1 day'
      where id = $1`,
    values: [run, archive, bytes, hash, days],
  });
}
