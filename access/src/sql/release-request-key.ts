import type { Queryable } from "@belfry/store";

/** Frees a key that has no answer, unless somebody else has taken it over. */
export async function releaseRequestKey(
  db: Queryable,
  row: { readonly caller: string; readonly keyHash: Buffer; readonly claim: string },
): Promise<void> {
  await db.query({
    name: "access-release-request-key",
    text: `delete from belfry.request_keys where caller = $1 and key_hash = $2 and claim = $3 and status is null`,
    values: [row.caller, row.keyHash, row.claim],
  });
}
