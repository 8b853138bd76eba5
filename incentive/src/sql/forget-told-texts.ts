import type { Queryable } from "@belfry/store";

/**
 * Empties the texts of what was said, or was not to be said any more, before a moment. That it was said stays: the list of
 * contracts tells it for as long as the contract is in the books. Returns how many texts went.
 */
export async function forgetToldTexts(
  db: Queryable,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { count } = await db.query({
    name: "incentive-forget-told-texts",
    text: `
      update belfry.incentive_tellings set text = ''
      where id = any (array(
        select id from belfry.incentive_tellings
        where state <> 'due' and text <> '' and coalesce(told_at, created_at) < $1
        order by coalesce(told_at, created_at) limit $2))`,
    values: [before, limit],
  });
  return count;
}
