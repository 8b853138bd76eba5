import type { Tx } from "@belfry/store";
import type { RateGrant, RateRequest } from "./reserve-turns.ts";

/** The time of this reservation: in the update "excluded" is all there is of it. */
const now = "(excluded.tat - excluded.taken * excluded.step_us * interval '1 microsecond')";
/** How many there are now. */
const free = `greatest(0, floor(extract(epoch from ${now} - greatest(r.tat, ${now})) * 1000000 / excluded.step_us) + excluded.burst)::int`;

/**
 * Takes as many turns as there are now, and no later ones. The rows are locked until the transaction is over, in the order
 * of their keys.
 */
export async function takeTurns(tx: Tx, requests: readonly RateRequest[]): Promise<RateGrant[]> {
  const { rows } = await tx.query<RateGrant>({
    name: "take-turns",
    text: `
      insert into belfry.rates as r (key, tat, taken, step_us, burst)
      select w.key, now.at + least(w.n, w.burst) * w."stepUs" * interval '1 microsecond', least(w.n, w.burst), w."stepUs", w.burst
      from (select belfry.now() as at) now, json_to_recordset($1::json) as w (key text, n int, "stepUs" bigint, burst int)
      order by w.key
      on conflict (key) do update
      set taken = least(excluded.taken, ${free}),
        tat = greatest(r.tat, ${now}) + least(excluded.taken, ${free}) * excluded.step_us * interval '1 microsecond',
        step_us = excluded.step_us, burst = excluded.burst
      returning r.key, r.tat + interval '999 microseconds' as tat, r.taken, (select belfry.now()) as now`,
    values: [JSON.stringify(requests)],
  });
  return rows;
}
