import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly scope: Scope | null;
  readonly requestsPerMinute: number | null;
  /** Whether its last use is to be noted: once a minute is enough. */
  readonly note: boolean;
}

/** The key with this id and secret, unless it has expired or was revoked. */
export async function selectApiKey(
  db: Queryable,
  key: { readonly id: string; readonly secretHash: Buffer },
): Promise<ApiKeyRow | undefined> {
  const { rows } = await db.query<ApiKeyRow>({
    name: "access-select-api-key",
    text: `
      select id, name, permissions, scope, requests_per_minute as "requestsPerMinute",
        last_used_at is null or last_used_at <= belfry.now() - interval '1 minute' as note
      from belfry.api_keys
      where id = $1 and revoked_at is null and (expires_at is null or expires_at > belfry.now())
        and (secret_hash = $2 or (previous_hash = $2 and previous_until > belfry.now()))`,
    values: [key.id, key.secretHash],
  });
  return rows[0];
}
