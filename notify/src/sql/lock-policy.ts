import type { MessagePolicy } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** A policy, locked until the transaction ends. */
export async function lockPolicy(
  tx: Tx,
  name: string,
): Promise<{ readonly enabled: boolean; readonly definition: MessagePolicy } | undefined> {
  const { rows } = await tx.query<{ enabled: boolean; definition: MessagePolicy }>({
    name: "notify-lock-policy",
    text: `select enabled, definition from belfry.message_policies where name = $1 for no key update`,
    values: [name],
  });
  return rows[0];
}
