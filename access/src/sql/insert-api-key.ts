import type { Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { keyColumns, type ApiKey } from "./key-columns.ts";

export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly secretHash: Buffer;
  readonly permissions: readonly string[];
  readonly scope: Scope | null;
  readonly requestsPerMinute: number | null;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
}

/** The new key, and nothing when a living one has its name (or, once in 10^12 times, its id). */
export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<ApiKey | undefined> {
  const { rows } = await tx.query<ApiKey>({
    name: "access-insert-api-key",
    text: `
      insert into belfry.api_keys (id, name, note, secret_hash, permissions, scope, requests_per_minute, created_by,
        created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, belfry.now(), $9)
      on conflict do nothing
      returning ${keyColumns}`,
    values: [
      key.id,
      key.name,
      key.note,
      key.secretHash,
      key.permissions,
      key.scope === null ? null : JSON.stringify(key.scope),
      key.requestsPerMinute,
      key.createdBy,
      key.expiresAt,
    ],
  });
  return rows[0];
}
