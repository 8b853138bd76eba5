import type { Tx } from "@belfry/store";
import { keyId, seal, unseal, type Sealed } from "./seal.ts";

/** A sealed value and the name of the key it was sealed with, as a row keeps them. */
export interface SealedValue extends Sealed {
  readonly keyId: string;
}

/** Seals with the master key of the installation, and opens with every one that this node knows. */
export interface Sealer {
  /**
   * Seals a value for a row that this transaction writes; a change of the master key waits until it is over.
   * @throws AppError MASTER_KEY_WRONG when the key was changed and this node does not know the new one
   */
  seal(tx: Tx, name: string, value: string): Promise<SealedValue>;
  /** Whether this node knows the key with this name. */
  knows(id: string): Promise<boolean>;
  /** The value, or nothing when the key is unknown here or the row was changed. */
  unseal(name: string, sealed: SealedValue): Promise<string | undefined>;
}

/** A sealer with one key for ever, without a database behind it. */
function fixedSealer(key: Buffer): Sealer {
  const own = keyId(key);
  return {
    knows: async (id) => id === own,
    seal: async (_tx, name, value) => ({ keyId: own, ...seal(key, name, value) }),
    unseal: async (name, sealed) => (sealed.keyId === own ? unseal(key, name, sealed) : undefined),
  };
}

/** What is handed to everybody who seals: a key that stays, or the keys of an installation. */
export type MasterKey = Buffer | Sealer;

export function sealerOf(key: MasterKey): Sealer {
  return Buffer.isBuffer(key) ? fixedSealer(key) : key;
}
