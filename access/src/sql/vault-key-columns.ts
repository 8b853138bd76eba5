/** A master key that the installation uses, or used until a moment ago. */
export interface VaultKeyRow {
  readonly keyId: string;
  readonly isCurrent: boolean;
  /** While a rotation is under way: the key itself, sealed with the other one. */
  readonly sealedBy: string | null;
  readonly nonce: Buffer | null;
  readonly ciphertext: Buffer | null;
  readonly tag: Buffer | null;
}

export const vaultKeyColumns = `key_id as "keyId", is_current as "isCurrent", sealed_by as "sealedBy", nonce, ciphertext, tag`;
