import type { Tx } from "@belfry/store";
import { windowJson, type WindowGrowth } from "./window-row.ts";

/**
 * Counts events into the windows of throttled triggers. `opened` says that none was open, so the first of the events may
 * fire; the others are counted only. Answers in the order of the windows.
 */
export async function openThrottles(
  tx: Tx,
  windows: readonly WindowGrowth[],
): Promise<{ readonly opened: boolean; readonly closesAt: Date }[]> {
  if (windows.length === 0) return [];
  const { rows } = await tx.query<{ opened: boolean; closesAt: Date }>({
    name: "open-throttles",
    text: `
      with now as materialized (select belfry.now() as at),
      wanted as (
        select w.*, decode("keyHash", 'hex') as key_hash
        from json_to_recordset($1::json) as w (place int, "triggerId" int, "keyHash" text, key jsonb, "ruleId" int, n int,
          "openMs" bigint)
      ), grown as (
        insert into belfry.event_windows as e (trigger_id, key_hash, key, rule_id, gathers, opened_at, closes_at, n)
        select "triggerId", key_hash, key, "ruleId", false, now.at, now.at + "openMs" * interval '1 ms', n
        from wanted, now order by "triggerId", key_hash
        on conflict (trigger_id, key_hash) do update set
          opened_at = case when e.closes_at <= excluded.opened_at then excluded.opened_at else e.opened_at end,
          closes_at = case when e.closes_at <= excluded.opened_at then excluded.closes_at else e.closes_at end,
          n = case when e.closes_at <= excluded.opened_at then excluded.n else e.n + excluded.n end
        returning trigger_id, key_hash, opened_at, closes_at, n
      )
      select g.n = w.n as opened, g.closes_at as "closesAt"
      from wanted w join grown g on g.trigger_id = w."triggerId" and g.key_hash = w.key_hash order by w.place`,
    values: [windowJson(windows)],
  });
  return rows;
}
