import type { Queryable } from "@belfry/store";
import type { Role } from "../people/permissions.ts";

/** The token with this hash, unless it has expired. */
export async function selectApiToken(
  db: Queryable,
  tokenHash: Buffer,
): Promise<{ readonly name: string; readonly role: Role } | undefined> {
  const { rows } = await db.query<{ name: string; role: Role }>({
    name: "access-select-api-token",
    text: `
      select name, role from belfry.api_tokens
      where token_hash = $1 and (expires_at is null or expires_at > belfry.now())`,
    values: [tokenHash],
  });
  return rows[0];
}
