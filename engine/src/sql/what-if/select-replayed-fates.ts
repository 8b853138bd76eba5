import type { Queryable } from "@belfry/store";
import type { FateRow } from "../explain/select-fates-at.ts";

/** What became of a slot, with the name of its trigger within the rule. */
export interface ReplayedFate extends FateRow {
  readonly key: string;
}

/** The fates of a rule's slots that were due after `from` and up to `until`, the newest first, and the runs that reach in. */
export async function selectReplayedFates(
  db: Queryable,
  query: { readonly ruleId: number; readonly from: Date; readonly until: Date; readonly limit: number },
): Promise<ReplayedFate[]> {
  const { rows } = await db.query<ReplayedFate>({
    name: "select-replayed-fates",
    text: `
      select f.trigger_id as "triggerId", t.key, f.from_at as "from", f.to_at as "to", f.n, f.fate, f.execution_id as "executionId",
        f.detail, f.decided_at as "decidedAt"
      from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
      where t.rule_id = $1 and f.to_at > $2 and f.from_at <= $3 and f.fate <> 'superseded'
      order by f.from_at desc limit $4`,
    values: [query.ruleId, query.from, query.until, query.limit],
  });
  return rows;
}
