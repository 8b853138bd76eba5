import type { Queryable } from "@belfry/store";
import { breakerColumns, type BreakerRow } from "./breaker-row.ts";

/** The breaker of a connection; nothing when it was never in trouble. */
export async function selectBreaker(db: Queryable, connection: string): Promise<BreakerRow | undefined> {
  const { rows } = await db.query<BreakerRow>({
    name: "select-breaker",
    text: `select ${breakerColumns} from belfry.breakers where connection = $1`,
    values: [connection],
  });
  return rows[0];
}
