/**
 * Changing the master key while Belfry runs, in steps of which each may be the last before a crash:
 *
 * 1. Both keys are kept, each sealed with the other one; the new one is current. From here on it can only go forward.
 * 2. Every sealed value is opened and sealed again, in batches.
 * 3. The key file is replaced, and the old key is forgotten.
 *
 * A rotation that was interrupted is taken up by the next start, or by the next call. A key that came from the environment
 * cannot be replaced from here: step 3 is then done by the first start with the new one.
 */
import { randomBytes } from "node:crypto";
import { AppError, type Actor } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { deleteOtherVaultKeys } from "../sql/delete-other-vault-keys.ts";
import { holdCurrentKey } from "../sql/hold-current-key.ts";
import { lockRowsSealedOtherwise } from "../sql/lock-rows-sealed-otherwise.ts";
import { lockVaultKeys } from "../sql/lock-vault-keys.ts";
import { selectVaultKeys } from "../sql/select-vault-keys.ts";
import { updateSealedRow } from "../sql/update-sealed-row.ts";
import { upsertVaultKey } from "../sql/upsert-vault-key.ts";
import { sealedKeyName, type MasterKeys } from "./master-keys.ts";
import { keyId, seal } from "./seal.ts";
import { sealedTables, type SealedTable } from "./sealed-columns.ts";

export interface RotationDeps {
  readonly store: Store;
  readonly keys: MasterKeys;
  /** Writes the new key over the key file. Left out: the key comes from the environment. */
  readonly replaceKeyFile?: (key: Buffer) => Promise<void>;
  /** Called between the steps, for tests that end the process there. */
  readonly reached?: (step: "keys-kept" | "batch-sealed" | "all-sealed" | "file-replaced") => void;
}

export interface Rotation {
  /** The name of the new key. */
  readonly keyId: string;
  /** How many values were sealed again. */
  readonly resealed: number;
  /** Values that no known key opens, and that were left as they are. */
  readonly unreadable: readonly string[];
  /** Whether the old key is forgotten; otherwise that waits until the nodes are started with the new one. */
  readonly done: boolean;
}

const BATCH = 200;

/**
 * Begins a rotation, or goes on with the one under way.
 * @param options.newKey For keys from the environment. @default a fresh one
 * @throws AppError VAULT_ROTATION_REFUSED when the key comes from the environment and no new one is given, when the new
 * one is the old one, or when another rotation is under way
 */
export async function rotateMasterKey(
  deps: RotationDeps,
  options: { readonly by: Actor; readonly newKey?: Buffer },
): Promise<Rotation> {
  if (deps.replaceKeyFile === undefined && options.newKey === undefined) {
    throw refused("The master key comes from BELFRY_MASTER_KEY, so the new one has to be given (--new-key-env NAME).");
  }
  if (deps.replaceKeyFile !== undefined && options.newKey !== undefined) {
    throw refused("The master key lies in the key file, and Belfry makes the new one itself: give none.");
  }
  const target = await deps.store.transaction((tx) => keepBothKeys(deps, tx, options));
  deps.reached?.("keys-kept");
  return carryOn(deps, target, options.by);
}

/** Goes on with a rotation that was interrupted; nothing happens when there is none. */
export async function resumeRotation(deps: RotationDeps, by: Actor): Promise<Rotation | undefined> {
  const rows = await selectVaultKeys(deps.store);
  const target = rows.find(({ isCurrent }) => isCurrent)?.keyId;
  return rows.length < 2 || target === undefined ? undefined : carryOn(deps, target, by);
}

async function keepBothKeys({ keys }: RotationDeps, tx: Tx, { newKey }: { readonly newKey?: Buffer }): Promise<string> {
  const rows = await lockVaultKeys(tx);
  const current = rows.find(({ isCurrent }) => isCurrent)?.keyId;
  const old = current === undefined ? undefined : await keys.find(current);
  if (current === undefined || old === undefined) {
    throw new AppError("MASTER_KEY_WRONG", { reason: `This node has the key ${keys.own}.` });
  }
  if (rows.length > 1) {
    if (newKey !== undefined && keyId(newKey) !== current)
      throw refused(`Another rotation is under way, to the key ${current}. Finish that one first.`);
    return current;
  }
  const fresh = newKey ?? randomBytes(32);
  const target = keyId(fresh);
  if (target === current) throw refused("The new key is the one that is in use.");
  // The old one first: there is never more than one current key.
  const oldSealed = seal(fresh, sealedKeyName(current), old.toString("base64"));
  await upsertVaultKey(tx, { keyId: current, isCurrent: false, sealed: { ...oldSealed, by: target } });
  const newSealed = seal(old, sealedKeyName(target), fresh.toString("base64"));
  await upsertVaultKey(tx, { keyId: target, isCurrent: true, sealed: { ...newSealed, by: current } });
  return target;
}

async function carryOn(deps: RotationDeps, target: string, by: Actor): Promise<Rotation> {
  const { store, keys } = deps;
  const key = await keys.find(target);
  if (key === undefined) {
    const reason = `A rotation to the key ${target} is under way, and this node cannot know that key.`;
    throw new AppError("MASTER_KEY_WRONG", { reason });
  }
  let resealed = 0;
  const unreadable: string[] = [];
  for (const table of sealedTables) {
    for (let after: string | undefined = ""; after !== undefined;) {
      const batch: Batch = await store.transaction((tx) => sealBatch(deps, tx, { table, target, after: after ?? "" }));
      resealed += batch.resealed;
      unreadable.push(...batch.unreadable);
      after = batch.next;
      deps.reached?.("batch-sealed");
    }
  }
  deps.reached?.("all-sealed");
  const done = await store.transaction(async (tx) => {
    await lockVaultKeys(tx);
    await demandCurrent(tx, target);
    const isOver = deps.replaceKeyFile !== undefined || keys.own === target;
    if (isOver) {
      // Inside of the transaction: of two nodes that are here at once, the second one finds the first one's file.
      await deps.replaceKeyFile?.(key);
      deps.reached?.("file-replaced");
      await deleteOtherVaultKeys(tx, target);
      await upsertVaultKey(tx, { keyId: target, isCurrent: true });
    }
    await writeAudit(tx, {
      by,
      action: "vault.rotate",
      subject: { kind: "vault", id: target },
      outcome: "done",
      detail: { resealed, unreadable: unreadable.length, done: isOver },
    });
    return isOver;
  });
  return { keyId: target, resealed, unreadable, done };
}

interface Batch {
  readonly resealed: number;
  readonly unreadable: readonly string[];
  /** The last name that was looked at; nothing when there are no more. */
  readonly next: string | undefined;
}

async function sealBatch(
  { keys }: RotationDeps,
  tx: Tx,
  { table, target, after }: { readonly table: SealedTable; readonly target: string; readonly after: string },
): Promise<Batch> {
  // Somebody who has finished this rotation and begun the next one must not find its values sealed back.
  await demandCurrent(tx, target);
  const rows = await lockRowsSealedOtherwise(tx, table, { keyId: target, after, limit: BATCH });
  const unreadable: string[] = [];
  for (const row of rows) {
    const name = table.sealedName(row.id);
    const value = await keys.unseal(name, row);
    if (value === undefined) unreadable.push(name);
    else await updateSealedRow(tx, table, { id: row.id, ...(await keys.seal(tx, name, value)) });
  }
  const next = rows.length < BATCH ? undefined : rows.at(-1)?.id;
  return { resealed: rows.length - unreadable.length, unreadable, next };
}

async function demandCurrent(tx: Tx, target: string): Promise<void> {
  if ((await holdCurrentKey(tx)) !== target) throw refused("Another node has changed the key meanwhile. Ask again.");
}

function refused(reason: string): AppError {
  return new AppError("VAULT_ROTATION_REFUSED", { reason });
}
