import type { Tx } from "@belfry/store";
import { windowJson, type WindowGrowth } from "./window-row.ts";

/** Counts events into the windows that gather them, and says how many each holds now. In the order of the windows. */
export async function growWindows(tx: Tx, windows: readonly WindowGrowth[]): Promise<number[]> {
  if (windows.length === 0) return [];
  const { rows } = await tx.query<{ n: number }>({
    name: "grow-windows",
    text: `
      with now as materialized (select belfry.now() as at),
      wanted as (
        select w.*, decode("keyHash", 'hex') as key_hash
        from json_to_recordset($1::json) as w (place int, "triggerId" int, "keyHash" text, key jsonb, "ruleId" int, n int,
          "openMs" bigint, "quietMs" bigint)
      ), grown as (
        insert into belfry.event_windows as e (trigger_id, key_hash, key, rule_id, gathers, opened_at, closes_at, n)
        select "triggerId", key_hash, key, "ruleId", true, now.at,
          now.at + least("openMs", coalesce("quietMs", "openMs")) * interval '1 ms', n
        from wanted, now order by "triggerId", key_hash
        on conflict (trigger_id, key_hash) do update set
          -- With a quiet time each event puts the end off, as far as the window may be open at all.
          closes_at = case when (select w."quietMs" from wanted w
              where w."triggerId" = e.trigger_id and w.key_hash = e.key_hash) is null then e.closes_at
            else least(excluded.closes_at, e.opened_at + (select w."openMs" from wanted w
              where w."triggerId" = e.trigger_id and w.key_hash = e.key_hash) * interval '1 ms') end,
          n = e.n + excluded.n
        returning trigger_id, key_hash, n
      )
      select g.n from wanted w join grown g on g.trigger_id = w."triggerId" and g.key_hash = w.key_hash order by w.place`,
    values: [windowJson(windows)],
  });
  return rows.map(({ n }) => n);
}
