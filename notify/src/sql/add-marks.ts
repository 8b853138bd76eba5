import type { Tx } from "@belfry/store";

/** Adds marks to the statistics. Rows are written in one order, so that two processes do not wait for each other in a ring. */
export async function addMarks(tx: Tx, zone: string, ids: readonly number[]): Promise<void> {
  await tx.query({
    name: "notify-add-marks",
    text: `
      insert into belfry.message_statistics as s (period, at, channel, slice, value, kind, key, n)
      select period, at, channel, slice, value, kind, key, n from belfry.count_marks($1, $2)
      order by period, slice, value, at, channel, kind, key
      on conflict (period, slice, value, at, channel, kind, key) do update set n = s.n + excluded.n`,
    values: [zone, ids],
  });
}
