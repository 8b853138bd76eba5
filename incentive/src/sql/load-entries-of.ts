import type { Queryable } from "@belfry/store";
import { type LedgerEntry, columns } from "./list-entries.ts";

/** The entries of one contract, the oldest first. */
export async function loadEntriesOf(db: Queryable, contract: number): Promise<LedgerEntry[]> {
  const { rows } = await db.query<LedgerEntry>({
    name: "incentive-load-entries-of",
    text: `
      select ${columns}
      from belfry.incentive_entries e
      join belfry.incentive_people p on p.id = e.person_id
      join belfry.incentive_contracts c on c.id = e.contract
      where e.contract = $1 order by e.id limit 500`,
    values: [contract],
  });
  return rows;
}
