import type { Tx } from "@belfry/store";
import type { LimitKind } from "./limit-row.ts";

export async function deleteLimit(tx: Tx, kind: LimitKind, name: string): Promise<void> {
  await tx.query({
    name: "delete-limit",
    text: "delete from belfry.limits where kind = $1 and name = $2",
    values: [kind, name],
  });
}
