import type { Tx } from "@belfry/store";

/** Ends all sessions of a person, except one. */
export async function deleteOtherSessions(
  tx: Tx,
  options: { readonly userId: number; readonly keep: Buffer | null },
): Promise<void> {
  await tx.query({
    name: "access-delete-other-sessions",
    text: "delete from belfry.sessions where user_id = $1 and ($2::bytea is null or token_hash <> $2)",
    values: [options.userId, options.keep],
  });
}
