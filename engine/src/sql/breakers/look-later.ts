import type { Tx } from "@belfry/store";

/** Says when a node looks at a breaker next: after so long, or not before somebody waits for it. */
export async function lookLater(tx: Tx, connection: string, ms?: number): Promise<void> {
  await tx.query({
    name: "look-later",
    text: `
      update belfry.breakers set look_at = coalesce(belfry.now() + $2::float8 * interval '1 millisecond', 'infinity')
      where connection = $1`,
    values: [connection, ms ?? null],
  });
}
