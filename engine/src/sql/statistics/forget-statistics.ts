import type { Tx } from "@belfry/store";

/** Forgets the statistics from a day on, so that they are counted anew. */
export async function forgetStatistics(tx: Tx, from: Date, timeZone: string): Promise<void> {
  await tx.query({
    name: "forget-statistics",
    text: "delete from belfry.statistics where kind in ('state', 'failure', 'took', 'waited') and day >= ($1::timestamptz at time zone $2)::date",
    values: [from, timeZone],
  });
}
