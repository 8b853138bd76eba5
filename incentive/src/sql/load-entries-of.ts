import type { Queryable } from "@belfry/store";
import { type LedgerEntry, columns } from "./list-entries.ts";

/** The entries of one contract, the oldest first. */
export async function loadEntriesOf(db: Queryable, contract: number): Promise<LedgerEntry[]> {
  const { rows } = await db.query<LedgerEntry>({
    name: "incentive-load-entries-of",
    text: `
      select ${columns}
      from (
        -- Each kind has an index of its own; one over all of them would be a fifth for every line that is booked.
        select * from belfry.incentive_entries where contract = $1 and kind = 'performance'
        union all select * from belfry.incentive_entries where contract = $1 and kind = 'reward'
        union all select * from belfry.incentive_entries where contract = $1 and kind = 'adjustment') e
      join belfry.incentive_people p on p.id = e.person_id
      join belfry.incentive_contracts c on c.id = e.contract
      order by e.id limit 500`,
    values: [contract],
  });
  return rows;
}
