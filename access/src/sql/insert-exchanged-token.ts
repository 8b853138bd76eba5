import type { Tx } from "@belfry/store";

/**
 * A token of one hour for whoever knows this key and its secret, and for how many seconds it is good: it ends no later
 * than the key, or the secret it was exchanged for. Nothing when they are not known. Clears away tokens that have ended.
 */
export async function insertExchangedToken(
  tx: Tx,
  exchange: { readonly tokenHash: Buffer; readonly keyId: string; readonly secretHash: Buffer },
): Promise<{ readonly name: string; readonly seconds: number } | undefined> {
  const { rows } = await tx.query<{ name: string; seconds: number }>({
    name: "access-insert-exchanged-token",
    text: `
      with ended as (delete from belfry.api_tokens where expires_at <= belfry.now()),
      known as (
        select id, name, least(belfry.now() + interval '1 hour', expires_at, case when secret_hash <> $3 then previous_until end) as until
        from belfry.api_keys
        where id = $2 and revoked_at is null and (expires_at is null or expires_at > belfry.now())
          and (secret_hash = $3 or (previous_hash = $3 and previous_until > belfry.now()))
        for share),
      fresh as (
        insert into belfry.api_tokens (token_hash, name, role, created_at, expires_at, key_id)
        select $1, name, '', belfry.now(), until, id from known)
      select name, ceil(extract(epoch from until - belfry.now()))::int as seconds from known`,
    values: [exchange.tokenHash, exchange.keyId, exchange.secretHash],
  });
  return rows[0];
}
