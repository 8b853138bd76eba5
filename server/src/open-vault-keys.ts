import { join } from "node:path";
import {
  openMasterKey,
  openMasterKeys,
  replaceKeyFile,
  resumeRotation,
  rotateMasterKey,
  type MasterKeys,
  type Rotation,
  type RotationDeps,
} from "@belfry/access";
import { systemActor, type Actor } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { ServerConfig } from "./config.ts";
import type { ServerLog } from "./server-log.ts";

export interface VaultKeys {
  readonly keys: MasterKeys;
  readonly source: "environment" | "file";
  /** Changes the master key while everything runs. */
  rotate(options: { readonly by: Actor; readonly newKey?: Buffer }): Promise<Rotation>;
}

/** The key file of a data folder. */
export function keyFileOf(config: Pick<ServerConfig, "dataDir">): string {
  return join(config.dataDir, "key");
}

/** Takes up the master key, and finishes a rotation that was interrupted. */
export async function openVaultKeys(
  store: Store,
  config: Pick<ServerConfig, "dataDir" | "masterKey" | "adoptMasterKey">,
  log: ServerLog,
): Promise<VaultKeys> {
  const path = keyFileOf(config);
  const { key, source } = await openMasterKey({ fromEnvironment: config.masterKey, path });
  const keys = await openMasterKeys(store, { key, adopt: config.adoptMasterKey });
  const deps: RotationDeps = {
    store,
    keys,
    ...(source === "file" && { replaceKeyFile: (fresh: Buffer) => replaceKeyFile(path, fresh) }),
  };
  const resumed = await resumeRotation(deps, systemActor);
  if (resumed?.done === true) log.info("finished the change of the master key", { resealed: resumed.resealed });
  if (resumed?.done === false) {
    log.warn("the master key was changed, and this node was started with the old one", {
      remedy: "Set BELFRY_MASTER_KEY to the new key and restart every node.",
    });
  }
  return { keys, source, rotate: (options) => rotateMasterKey(deps, options) };
}
