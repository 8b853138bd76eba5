import type { Tx } from "@belfry/store";
import { breakerColumns, type BreakerRow } from "./breaker-row.ts";

/** Locks a breaker that a node has to look at now, and that no other node looks at. */
export async function lockDueBreaker(tx: Tx): Promise<BreakerRow | undefined> {
  const { rows } = await tx.query<BreakerRow>({
    name: "lock-due-breaker",
    text: `
      select ${breakerColumns} from belfry.breakers
      where state <> 'closed' and look_at <= (select belfry.now())
      order by look_at limit 1
      for update skip locked`,
    values: [],
  });
  return rows[0];
}
