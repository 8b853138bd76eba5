import type { Store } from "@belfry/store";
import { Client } from "pg";

/**
 * Whether a connection keeps its server process between two statements. Behind a transaction-pooling proxy it does not;
 * then LISTEN and session locks do not work, and only beats and polling are left.
 */
export async function hasSessions(store: Pick<Store, "directUrl">): Promise<boolean> {
  const clients = [
    new Client({ connectionString: store.directUrl }),
    new Client({ connectionString: store.directUrl }),
  ];
  // One that breaks between two statements fails at the next; without a listener it would end the process.
  for (const client of clients) client.on("error", () => undefined);
  try {
    await Promise.all(clients.map((client) => client.connect()));
    const pids = new Map<Client, Set<number>>(clients.map((client) => [client, new Set()]));
    // Two connections that take turns are handed each other's server process by a pooling proxy.
    for (let round = 0; round < 3; round += 1) {
      for (const client of clients) {
        const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
        if (rows[0] !== undefined) pids.get(client)?.add(rows[0].pid);
      }
    }
    const own = [...pids.values()];
    const shared = [...(own[0] ?? [])].some((pid) => own[1]?.has(pid));
    return own.every((set) => set.size === 1) && !shared;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
