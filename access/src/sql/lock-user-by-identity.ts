import type { Tx } from "@belfry/store";

/** The person whom a provider knows under this subject; nobody disables them before the transaction is over. */
export async function lockUserByIdentity(
  tx: Tx,
  identity: { readonly issuer: string; readonly subject: string },
): Promise<{ readonly id: number; readonly name: string; readonly enabled: boolean } | undefined> {
  const { rows } = await tx.query<{ id: number; name: string; enabled: boolean }>({
    name: "access-lock-user-by-identity",
    text: `
      select u.id, u.name, u.enabled from belfry.identities i join belfry.users u on u.id = i.user_id
      where i.issuer = $1 and i.subject = $2 for update of u`,
    values: [identity.issuer, identity.subject],
  });
  return rows[0];
}
