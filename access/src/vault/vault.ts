/**
 * The vault: secrets by name, encrypted at rest. A value goes in, is used inside an action or a channel, and never comes
 * out of the API again.
 */
import { AppError, type Actor, type AuditRecord } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import { deleteSecret } from "../sql/delete-secret.ts";
import { listSecrets, type SecretSummary } from "../sql/list-secrets.ts";
import { selectSecret } from "../sql/select-secret.ts";
import { upsertSecret } from "../sql/upsert-secret.ts";
import { sealerOf, type MasterKey } from "./sealer.ts";

export interface Vault {
  /** Stores a secret, or replaces the one with its name. */
  set(name: string, value: string, options: { readonly by: Actor }): Promise<void>;
  /** @throws AppError SECRET_NOT_FOUND; SECRET_UNREADABLE when the key file is another one or the row was changed */
  get(name: string): Promise<string>;
  /** @throws AppError SECRET_NOT_FOUND */
  remove(name: string, options: { readonly by: Actor }): Promise<void>;
  /** Names and times, never values. */
  list(): Promise<SecretSummary[]>;
}

export function createVault(options: {
  readonly store: Store;
  readonly key: MasterKey;
  /** Called last in the transaction of a change; it is told names and never a value. @default nothing is written down */
  readonly audit?: (tx: Tx, record: AuditRecord) => Promise<void>;
}): Vault {
  const { store, key, audit } = options;
  const sealer = sealerOf(key);

  return {
    async set(name, value, { by }) {
      await store.transaction(async (tx) => {
        await upsertSecret(tx, { name, ...(await sealer.seal(tx, name, value)) });
        await audit?.(tx, { by, action: "secrets.set", subject: { kind: "secret", id: name }, outcome: "done" });
      });
    },

    async get(name) {
      const row = await selectSecret(store, name);
      if (row === undefined) throw notFound(name);
      const value = await sealer.unseal(name, row);
      if (value === undefined) {
        const reason = (await sealer.knows(row.keyId))
          ? `The row of "${name}" is not what Belfry wrote: somebody changed it in the database.`
          : `"${name}" was stored under the key ${row.keyId}, which this node does not have.`;
        throw new AppError("SECRET_UNREADABLE", { secret: name, reason });
      }
      return value;
    },

    async remove(name, { by }) {
      await store.transaction(async (tx) => {
        if (!(await deleteSecret(tx, name))) throw notFound(name);
        await audit?.(tx, { by, action: "secrets.remove", subject: { kind: "secret", id: name }, outcome: "done" });
      });
    },

    list: () => listSecrets(store),
  };
}

function notFound(name: string): AppError {
  return new AppError("SECRET_NOT_FOUND", { secret: name, reason: `"${name}" is not stored.` });
}
