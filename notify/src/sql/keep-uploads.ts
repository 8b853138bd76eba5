import type { Queryable } from "@belfry/store";

/** Lets uploads live until so many days after the time at which their message is sent. */
export async function keepUploads(
  db: Queryable,
  options: { readonly ids: readonly string[]; readonly until: Date; readonly days: number },
): Promise<void> {
  await db.query({
    name: "notify-keep-uploads",
    text: `
      update belfry.uploads set expires_at = greatest(expires_at, $2::timestamptz + $3::int * interval '1 day')
      where id = any($1::text[])`,
    values: [options.ids, options.until, options.days],
  });
}
