import type { Tx } from "@belfry/store";

/** Notes who somebody is at a provider. False when the provider's person has an account already. */
export async function insertIdentity(
  tx: Tx,
  identity: { readonly issuer: string; readonly subject: string; readonly userId: number },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-insert-identity",
    text: `
      insert into belfry.identities (issuer, subject, user_id, created_at) values ($1, $2, $3, belfry.now())
      on conflict do nothing`,
    values: [identity.issuer, identity.subject, identity.userId],
  });
  return count > 0;
}
