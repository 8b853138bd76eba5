import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface ApiTokenRow {
  readonly name: string;
  readonly role: string;
  /** Its own permissions, or those of its key; empty: those of its role. */
  readonly permissions: readonly string[] | null;
  readonly scope: Scope | null;
  /** The key it was exchanged for; empty: for none. */
  readonly keyId: string | null;
  readonly requestsPerMinute: number | null;
  /** Whether the last use of its key is to be noted. */
  readonly note: boolean;
}

/** The token with this hash, unless it or its key has expired or was revoked. */
export async function selectApiToken(db: Queryable, tokenHash: Buffer): Promise<ApiTokenRow | undefined> {
  const { rows } = await db.query<ApiTokenRow>({
    name: "access-select-api-token",
    text: `
      select t.name, t.role, case when k.id is null then t.permissions else k.permissions end as permissions,
        case when k.id is null then t.scope else k.scope end as scope,
        k.id as "keyId", k.requests_per_minute as "requestsPerMinute",
        k.id is not null and (k.last_used_at is null or k.last_used_at <= belfry.now() - interval '1 minute') as note
      from belfry.api_tokens t left join belfry.api_keys k on k.id = t.key_id
      where t.token_hash = $1 and (t.expires_at is null or t.expires_at > belfry.now())
        and (k.id is null or (k.revoked_at is null and (k.expires_at is null or k.expires_at > belfry.now())))`,
    values: [tokenHash],
  });
  return rows[0];
}
