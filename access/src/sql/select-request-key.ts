import type { Queryable } from "@belfry/store";
import type { Sealed } from "../vault/seal.ts";

export interface RequestKeyRow extends Sealed {
  readonly requestHash: Buffer;
  /** Empty while it is carried out, and with it everything that was sealed. */
  readonly status: number | null;
  readonly keyId: string;
}

export async function selectRequestKey(
  db: Queryable,
  key: { readonly caller: string; readonly keyHash: Buffer },
): Promise<RequestKeyRow | undefined> {
  const { rows } = await db.query<RequestKeyRow>({
    name: "access-select-request-key",
    text: `select request_hash as "requestHash", status, key_id as "keyId", nonce, ciphertext, tag
      from belfry.request_keys where caller = $1 and key_hash = $2`,
    values: [key.caller, key.keyHash],
  });
  return rows[0];
}
