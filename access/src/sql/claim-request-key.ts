import type { Queryable } from "@belfry/store";

/**
 * Whether the key is now held for this request: nobody has used it within a day, or whoever carried the same request out
 * has not answered for five minutes and is taken for dead. Clears away some that are older than a day.
 */
export async function claimRequestKey(
  db: Queryable,
  row: { readonly caller: string; readonly keyHash: Buffer; readonly requestHash: Buffer; readonly claim: string },
): Promise<boolean> {
  const { count } = await db.query({
    name: "access-claim-request-key",
    text: `
      with expired as (
        delete from belfry.request_keys where (caller, key_hash) in (
          select caller, key_hash from belfry.request_keys
          where begun_at <= belfry.now() - interval '24 hours' and (caller, key_hash) <> ($1, $2)
          limit 100 for update skip locked))
      insert into belfry.request_keys as k (caller, key_hash, request_hash, claim, begun_at)
      values ($1, $2, $3, $4, belfry.now())
      on conflict (caller, key_hash) do update set request_hash = excluded.request_hash, claim = excluded.claim,
        begun_at = excluded.begun_at, status = null, key_id = null, nonce = null, ciphertext = null, tag = null
      where k.begun_at <= belfry.now() - interval '24 hours'
        or k.status is null and k.request_hash = excluded.request_hash
          and k.begun_at <= belfry.now() - interval '5 minutes'`,
    values: [row.caller, row.keyHash, row.requestHash, row.claim],
  });
  return count > 0;
}
