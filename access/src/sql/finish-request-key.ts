import type { Queryable } from "@belfry/store";
import type { Sealed } from "../vault/seal.ts";

/** Keeps the answer of a request, unless somebody else has taken it over. */
export async function finishRequestKey(
  db: Queryable,
  row: Sealed & {
    readonly caller: string;
    readonly keyHash: Buffer;
    readonly claim: string;
    readonly status: number;
    readonly keyId: string;
  },
): Promise<void> {
  await db.query({
    name: "access-finish-request-key",
    text: `update belfry.request_keys set status = $4, key_id = $5, nonce = $6, ciphertext = $7, tag = $8
      where caller = $1 and key_hash = $2 and claim = $3`,
    values: [row.caller, row.keyHash, row.claim, row.status, row.keyId, row.nonce, row.ciphertext, row.tag],
  });
}
