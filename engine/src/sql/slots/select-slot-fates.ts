import type { Queryable } from "@belfry/store";
import type { SlotView } from "../../views/slot-view.ts";
import type { SlotQuery } from "./slot-query.ts";

export async function selectSlotFates(db: Queryable, query: SlotQuery): Promise<SlotView[]> {
  const { rows } = await db.query<SlotView>({
    name: "select-slot-fates",
    text: `
      select t.key as trigger, f.from_at as "from", f.to_at as "to",
        case when t.spread_ms > 0 then f.from_at - t.spread_ms * interval '1 millisecond' end as "scheduledFor", f.n, f.fate,
        case when $5::jsonb is null or belfry.execution_in_scope(f.execution_id, $5) then f.execution_id end as "executionId", f.detail
      from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
      where t.rule_id = $1 and f.to_at >= $2 and f.from_at < $3
      order by f.from_at desc, f.trigger_id limit $4`,
    values: [query.ruleId, query.from, query.until, query.limit, query.scope],
  });
  return rows.toReversed();
}
