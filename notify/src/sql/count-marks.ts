import type { Tx } from "@belfry/store";

/**
 * Counts some of the deliveries that moved, and forgets their marks. Returns how many marks that were. What another process
 * counts at the same time is left to it; rows are written in one order, so that two do not wait for each other in a ring.
 */
export async function countMarks(tx: Tx, zone: string, limit: number): Promise<number> {
  const { rows } = await tx.query<{ ids: readonly number[] }>({
    name: "notify-take-marks",
    text: `
      select coalesce(array_agg(id), '{}') as ids
      from (select id from belfry.delivery_marks order by id limit $1 for update skip locked) m`,
    values: [limit],
  });
  const ids = rows[0]?.ids ?? [];
  if (ids.length === 0) return 0;
  await tx.query({
    name: "notify-add-marks",
    text: `
      insert into belfry.message_statistics as s (period, at, channel, slice, value, kind, key, n)
      select period, at, channel, slice, value, kind, key, n from belfry.count_marks($1, $2)
      order by period, slice, value, at, channel, kind, key
      on conflict (period, slice, value, at, channel, kind, key) do update set n = s.n + excluded.n`,
    values: [zone, ids],
  });
  await tx.query({
    name: "notify-delete-marks",
    text: `delete from belfry.delivery_marks where id = any($1)`,
    values: [ids],
  });
  return ids.length;
}
