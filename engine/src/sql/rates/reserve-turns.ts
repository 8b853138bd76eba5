import type { Tx } from "@belfry/store";

/** So many of a key, one step after the other. */
export interface RateRequest {
  readonly key: string;
  readonly n: number;
  readonly stepUs: number;
  readonly burst: number;
}

/** What a key has been given: its theoretical arrival time afterwards, in whole milliseconds rounded up, and how many. */
export interface RateGrant {
  readonly key: string;
  readonly tat: Date;
  readonly taken: number;
  readonly now: Date;
}

/**
 * Reserves turns, whenever they come. The rows are locked until the transaction is over, in the order of their keys; what is
 * rolled back has not been reserved.
 */
export async function reserveTurns(tx: Tx, requests: readonly RateRequest[]): Promise<RateGrant[]> {
  const { rows } = await tx.query<RateGrant>({
    name: "reserve-turns",
    text: `
      insert into belfry.rates as r (key, tat, taken, step_us, burst)
      select w.key, now.at + w.n * w."stepUs" * interval '1 microsecond', w.n, w."stepUs", w.burst
      from (select belfry.now() as at) now, json_to_recordset($1::json) as w (key text, n int, "stepUs" bigint, burst int)
      order by w.key
      on conflict (key) do update
      set tat = greatest(r.tat + excluded.taken * excluded.step_us * interval '1 microsecond', excluded.tat),
        taken = excluded.taken, step_us = excluded.step_us, burst = excluded.burst
      returning r.key, r.tat + interval '999 microseconds' as tat, r.taken, (select belfry.now()) as now`,
    values: [JSON.stringify(requests)],
  });
  return rows;
}
