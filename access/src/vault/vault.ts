/**
 * The vault: secrets by name, encrypted at rest. A value goes in, is used inside an action or a channel, and never comes
 * out of the API again.
 */
import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { deleteSecret } from "../sql/delete-secret.ts";
import { listSecrets, type SecretSummary } from "../sql/list-secrets.ts";
import { selectSecret } from "../sql/select-secret.ts";
import { upsertSecret } from "../sql/upsert-secret.ts";
import { keyId, seal, unseal } from "./seal.ts";

export interface Vault {
  /** Stores a secret, or replaces the one with its name. */
  set(name: string, value: string): Promise<void>;
  /** @throws AppError SECRET_NOT_FOUND; SECRET_UNREADABLE when the key file is another one or the row was changed */
  get(name: string): Promise<string>;
  /** @throws AppError SECRET_NOT_FOUND */
  remove(name: string): Promise<void>;
  /** Names and times, never values. */
  list(): Promise<SecretSummary[]>;
}

export function createVault(options: { readonly store: Store; readonly key: Buffer }): Vault {
  const { store, key } = options;
  const ownKeyId = keyId(key);

  return {
    set: (name, value) => upsertSecret(store, { name, keyId: ownKeyId, ...seal(key, name, value) }),

    async get(name) {
      const row = await selectSecret(store, name);
      if (row === undefined) throw notFound(name);
      if (row.keyId !== ownKeyId) {
        const reason = `"${name}" was stored under the key ${row.keyId}; the key file holds the key ${ownKeyId}.`;
        throw new AppError("SECRET_UNREADABLE", { secret: name, reason });
      }
      const value = unseal(key, name, row);
      if (value === undefined) {
        const reason = `The row of "${name}" is not what Belfry wrote: somebody changed it in the database.`;
        throw new AppError("SECRET_UNREADABLE", { secret: name, reason });
      }
      return value;
    },

    async remove(name) {
      if (!(await deleteSecret(store, name))) throw notFound(name);
    },

    list: () => listSecrets(store),
  };
}

function notFound(name: string): AppError {
  return new AppError("SECRET_NOT_FOUND", { secret: name, reason: `"${name}" is not stored.` });
}
