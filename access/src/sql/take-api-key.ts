import type { Tx } from "@belfry/store";
import { keyColumns, type ApiKey } from "./key-columns.ts";

/** An API key that is about to be changed, and whether it is still good. */
export async function takeApiKey(tx: Tx, id: string): Promise<(ApiKey & { readonly ended: boolean }) | undefined> {
  const { rows } = await tx.query<ApiKey & { ended: boolean }>({
    name: "access-take-api-key",
    text: `
      select ${keyColumns}, revoked_at is not null or coalesce(expires_at <= belfry.now(), false) as ended
      from belfry.api_keys where id = $1 for update`,
    values: [id],
  });
  return rows[0];
}
