import type { Tx } from "@belfry/store";

/** Gives a person these recovery codes; those from before are worth nothing. */
export async function replaceRecoveryCodes(
  tx: Tx,
  codes: { readonly userId: number; readonly codeHashes: readonly Buffer[] },
): Promise<void> {
  await tx.query({
    name: "access-replace-recovery-codes",
    text: `
      with old as (delete from belfry.recovery_codes where user_id = $1)
      insert into belfry.recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])`,
    values: [codes.userId, codes.codeHashes],
  });
}
