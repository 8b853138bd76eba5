import type { Tx } from "@belfry/store";

/** Whether a person may sign in; nobody changes that before the transaction ends. */
export async function selectEnabledUser(tx: Tx, id: number): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-select-enabled-user",
    text: `select 1 from belfry.users where id = $1 and enabled for share`,
    values: [id],
  });
  return count > 0;
}
