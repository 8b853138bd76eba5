import type { Tx } from "@belfry/store";

/** Ends one session of a person; whether there was one. */
export async function deleteSessionOfUser(
  tx: Tx,
  session: { readonly userId: number; readonly id: number },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-delete-session-of-user",
    text: "delete from belfry.sessions where user_id = $1 and id = $2",
    values: [session.userId, session.id],
  });
  return count > 0;
}
