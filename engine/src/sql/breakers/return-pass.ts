import type { Tx } from "@belfry/store";

/** Takes the pass from an execution that has used it. */
export async function returnPass(
  tx: Tx,
  { execution, connection, pass }: { readonly execution: number; readonly connection: string; readonly pass: number },
): Promise<void> {
  await tx.query({
    name: "return-pass",
    text: `
      update belfry.execution_queue set connection = null, parked_at = null, pass = null
      where id = $1 and connection = $2 and pass = $3`,
    values: [execution, connection, pass],
  });
}
