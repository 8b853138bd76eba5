import type { Tx } from "@belfry/store";

/** What a run did so far. */
export interface RunCounts {
  /** Rows of the source. */
  readonly rows: number;
  /** New contracts. */
  readonly booked: number;
  /** Contracts that were booked before; nothing changes. */
  readonly known: number;
  /** Contracts of an order type that the campaign does not take. */
  readonly leftOut: number;
  readonly quarantined: number;
  /** Corrections that were proposed. */
  readonly proposed: number;
  readonly rewards: number;
}

/** Adds what a part of a run did, in the transaction that does it. */
export async function countRun(tx: Tx, run: number, counts: RunCounts): Promise<void> {
  await tx.query({
    name: "incentive-count-run",
    text: `
      update belfry.incentive_runs
      set rows = rows + $2, booked = booked + $3, known = known + $4, left_out = left_out + $5,
          quarantined = quarantined + $6, proposed = proposed + $7, rewards = rewards + $8
      where id = $1`,
    values: [
      run,
      counts.rows,
      counts.booked,
      counts.known,
      counts.leftOut,
      counts.quarantined,
      counts.proposed,
      counts.rewards,
    ],
  });
}
