import type { Tx } from "@belfry/store";

/** Ends all sessions of a person, except one, and the sign-ins that wait for a code. */
export async function deleteOtherSessions(
  tx: Tx,
  options: { readonly userId: number; readonly keep: Buffer | null },
): Promise<void> {
  await tx.query({
    name: "access-delete-other-sessions",
    text: `
      with challenges as (delete from belfry.login_challenges where user_id = $1)
      delete from belfry.sessions where user_id = $1 and ($2::bytea is null or token_hash <> $2)`,
    values: [options.userId, options.keep],
  });
}
