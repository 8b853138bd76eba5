import type { Tx } from "@belfry/store";

/** Counts that one of those who were let in has called the connection well. */
export async function noteProbeSuccess(tx: Tx, connection: string): Promise<void> {
  await tx.query({
    name: "note-probe-success",
    text: "update belfry.breakers set succeeded = succeeded + 1 where connection = $1",
    values: [connection],
  });
}
