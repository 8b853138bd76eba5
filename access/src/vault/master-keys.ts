/**
 * The master keys of an installation. The database says by name which one is current; the key itself comes from the key
 * file or the environment. While a rotation is under way each of the two keys lies in the database sealed with the other
 * one: whoever has one of them can read everything, whatever was interrupted where. When it is over, neither does.
 *
 * Whoever seals holds the row of the current key until the end of its transaction, so nothing is sealed with the old key
 * after the rotation has begun.
 */
import { AppError } from "@belfry/model";
import type { Queryable, Store } from "@belfry/store";
import { deleteOtherVaultKeys } from "../sql/delete-other-vault-keys.ts";
import { holdCurrentKey } from "../sql/hold-current-key.ts";
import { isSealedOtherwise } from "../sql/is-sealed-otherwise.ts";
import { lockVaultKeys } from "../sql/lock-vault-keys.ts";
import { selectVaultKeys } from "../sql/select-vault-keys.ts";
import { upsertVaultKey } from "../sql/upsert-vault-key.ts";
import type { VaultKeyRow } from "../sql/vault-key-columns.ts";
import { keyId, seal, unseal } from "./seal.ts";
import { sealedTables } from "./sealed-columns.ts";
import type { Sealer } from "./sealer.ts";

export interface MasterKeys extends Sealer {
  /** The name of the key this process was started with. */
  readonly own: string;
  /** A key by its name; nothing when this node cannot know it. */
  find(id: string): Promise<Buffer | undefined>;
  /** Remembers a key that this node has made. */
  add(key: Buffer): void;
}

/**
 * Takes up the key of this process.
 *
 * @param options.adopt The key that the secrets were sealed with is lost for good: go on with this one.
 * @throws AppError MASTER_KEY_WRONG when the secrets are sealed with another one
 */
export async function openMasterKeys(
  store: Store,
  { key, adopt = false }: { readonly key: Buffer; readonly adopt?: boolean },
): Promise<MasterKeys> {
  const own = keyId(key);
  const known = new Map([[own, key]]);

  const learn = (rows: readonly VaultKeyRow[]): void => {
    for (const { keyId: id, sealedBy, nonce, ciphertext, tag } of rows) {
      const by = known.get(sealedBy ?? "");
      if (known.has(id) || by === undefined || nonce === null || ciphertext === null || tag === null) continue;
      const text = unseal(by, sealedKeyName(id), { nonce, ciphertext, tag });
      if (text !== undefined) known.set(id, Buffer.from(text, "base64"));
    }
  };

  await store.transaction(async (tx) => {
    const rows = await lockVaultKeys(tx);
    if (rows.some(({ keyId: id }) => id === own)) return learn(rows);
    const other = rows.find(({ isCurrent }) => isCurrent)?.keyId;
    if (!adopt && (await isAnythingSealedOtherwise(tx, own))) {
      const shown = other === undefined ? "another key" : `the key ${other}`;
      throw new AppError("MASTER_KEY_WRONG", {
        reason: `They are sealed with ${shown}; this node has the key ${own}.`,
      });
    }
    await deleteOtherVaultKeys(tx, own);
    await upsertVaultKey(tx, { keyId: own, isCurrent: true });
  });

  const find = async (id: string): Promise<Buffer | undefined> => {
    if (!known.has(id)) learn(await selectVaultKeys(store));
    return known.get(id);
  };

  return {
    own,
    find,
    add: (fresh) => void known.set(keyId(fresh), fresh),

    async seal(tx, name, value) {
      const current = await holdCurrentKey(tx);
      const found = current === undefined ? undefined : await find(current);
      if (current === undefined || found === undefined) {
        const reason = `New values are sealed with the key ${current ?? "of nobody"}; this node has the key ${own}.`;
        throw new AppError("MASTER_KEY_WRONG", { reason, remedy: "Restart this node with the present key." });
      }
      return { keyId: current, ...seal(found, name, value) };
    },

    knows: async (id) => (await find(id)) !== undefined,

    async unseal(name, sealed) {
      const found = await find(sealed.keyId);
      return found === undefined ? undefined : unseal(found, name, sealed);
    },
  };
}

/** With blanks: no secret of the vault can have such a name. */
export function sealedKeyName(id: string): string {
  return `master key ${id}`;
}

async function isAnythingSealedOtherwise(db: Queryable, own: string): Promise<boolean> {
  for (const table of sealedTables) if (await isSealedOtherwise(db, table, own)) return true;
  return false;
}
