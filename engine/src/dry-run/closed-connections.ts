import type { Store } from "@belfry/store";
import { listBreakers } from "../sql/breakers/list-breakers.ts";
import { selectOpenBreakers } from "../sql/breakers/select-open-breakers.ts";
import type { ClosedConnection } from "./dry-run-views.ts";

/** Those of some connections that not everybody may call now, by their names. */
export async function closedConnections(store: Store, asked: ReadonlySet<string>): Promise<ClosedConnection[]> {
  if (asked.size === 0) return [];
  const closed = (await selectOpenBreakers(store)).filter((connection) => asked.has(connection)).toSorted();
  const found = await Promise.all(closed.map((connection) => listBreakers(store, { connection, limit: 1 })));
  return found
    .flat()
    .flatMap(({ connection, state, probeAt }) => (state === "closed" ? [] : [{ connection, state, until: probeAt }]));
}
