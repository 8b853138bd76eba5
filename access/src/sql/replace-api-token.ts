import type { Queryable } from "@belfry/store";
import type { BuiltinRole } from "../people/permissions.ts";

export interface ReplacedToken {
  readonly tokenHash: Buffer;
  /** The hash of the token that ends with this. */
  readonly replaces: Buffer | null;
  readonly name: string;
  readonly role: BuiltinRole;
}

/** Adds a token and ends the one it replaces, in one statement. */
export async function replaceApiToken(db: Queryable, token: ReplacedToken): Promise<void> {
  await db.query({
    name: "access-replace-api-token",
    text: `
      with gone as (delete from belfry.api_tokens where token_hash = $2)
      insert into belfry.api_tokens (token_hash, name, role, created_at) values ($1, $3, $4, belfry.now())`,
    values: [token.tokenHash, token.replaces, token.name, token.role],
  });
}
