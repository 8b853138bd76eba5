import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface ApiTokenRow {
  readonly name: string;
  readonly role: string;
  /** Its own permissions; empty: those of its role. */
  readonly permissions: readonly string[] | null;
  readonly scope: Scope | null;
}

/** The token with this hash, unless it has expired. */
export async function selectApiToken(db: Queryable, tokenHash: Buffer): Promise<ApiTokenRow | undefined> {
  const { rows } = await db.query<ApiTokenRow>({
    name: "access-select-api-token",
    text: `
      select name, role, permissions, scope from belfry.api_tokens
      where token_hash = $1 and (expires_at is null or expires_at > belfry.now())`,
    values: [tokenHash],
  });
  return rows[0];
}
