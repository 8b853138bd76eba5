import type { Tx } from "@belfry/store";
import type { SuppressionReason } from "./insert-suppression.ts";

/** Takes an entry off the list and returns it; nothing if it is not there. */
export async function deleteSuppression(
  tx: Tx,
  id: number,
): Promise<{ readonly channel: string; readonly address: string; readonly reason: SuppressionReason } | undefined> {
  const { rows } = await tx.query<{ channel: string; address: string; reason: SuppressionReason }>({
    name: "notify-delete-suppression",
    text: `delete from belfry.suppressions where id = $1 returning channel, address, reason`,
    values: [id],
  });
  return rows[0];
}
