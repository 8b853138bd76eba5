import type { Tx } from "@belfry/store";
import { breakerColumns, type BreakerRow } from "./breaker-row.ts";

/** Locks the breaker of a connection for this transaction; nothing when it was never in trouble. */
export async function lockBreaker(tx: Tx, connection: string): Promise<BreakerRow | undefined> {
  const { rows } = await tx.query<BreakerRow>({
    name: "lock-breaker",
    text: `select ${breakerColumns} from belfry.breakers where connection = $1 for update`,
    values: [connection],
  });
  return rows[0];
}
