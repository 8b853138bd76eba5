import type { Queryable } from "@belfry/store";

/**
 * Erases the details of all entries in which one of these texts occurs, whatever its capital letters, and returns how many those were. Who did what and
 * when stays, and so does the chain. Doing it twice changes nothing. An empty text occurs nowhere.
 */
export async function eraseAuditDetails(db: Queryable, texts: readonly string[]): Promise<number> {
  const { count } = await db.query({
    name: "access-erase-audit-details",
    text: `
      update belfry.audit_entries set detail = null
      where detail is not null and exists (
        select from unnest($1::text[]) as wanted (text)
        where text <> '' and strpos(lower(detail::text), lower(substr(to_jsonb(text)::text, 2, length(to_jsonb(text)::text) - 2))) > 0)`,
    values: [texts],
  });
  return count;
}
