import type { Tx } from "@belfry/store";

/** Makes a breaker, closed, for a connection that has none, so that it can be locked. */
export async function ensureBreaker(tx: Tx, connection: string): Promise<void> {
  await tx.query({
    name: "ensure-breaker",
    text: `
      insert into belfry.breakers (connection, state, epoch, since, opened_at, reason, probe_at, look_at)
      select $1, 'closed', 0, 'epoch', 'epoch', '', belfry.now(), 'infinity'
      on conflict (connection) do nothing`,
    values: [connection],
  });
}
