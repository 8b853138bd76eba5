import type { Queryable } from "@belfry/store";
import { keyColumns, type ApiKey } from "./key-columns.ts";

/** The API keys by name; those that were revoked only when they are asked for, at the end. */
export async function listApiKeys(db: Queryable, options: { readonly revoked: boolean }): Promise<ApiKey[]> {
  const { rows } = await db.query<ApiKey>({
    name: "access-list-api-keys",
    text: `
      select ${keyColumns} from belfry.api_keys
      where $1 or revoked_at is null
      order by revoked_at is not null, name, id`,
    values: [options.revoked],
  });
  return rows;
}
