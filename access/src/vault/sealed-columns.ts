/**
 * Where values lie that are sealed with the master key, in columns `key_id`, `nonce`, `ciphertext` and `tag`. A new master
 * key has to open and seal all of them again; a table that is missing here is lost with the old key.
 */
export interface SealedTable {
  readonly table: string;
  /** The SQL expression that names a row among its table. */
  readonly id: string;
  /** The name under which the value of a row is sealed. */
  sealedName(id: string | number): string;
}

const secretsTable: SealedTable = { table: "belfry.secrets", id: "name", sealedName: String };

export const secondFactorsTable: SealedTable = {
  table: "belfry.second_factors",
  id: "user_id::text",
  // With blanks: no secret of the vault can have such a name.
  sealedName: (userId) => `second factor of user ${userId}`,
};

export const requestKeysTable: SealedTable = {
  table: "belfry.request_keys",
  id: "caller || ' ' || encode(key_hash, 'hex')",
  sealedName: (callerAndKey) => `request ${callerAndKey}`,
};

export const sealedTables: readonly SealedTable[] = [secretsTable, secondFactorsTable, requestKeysTable];
