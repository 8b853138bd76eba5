import type { TriggerConfig } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** A planned slot that has come due. */
export interface DueSlot {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly ruleId: number;
  readonly ruleVersion: number;
  /** Whether a calendar moved it. */
  readonly moved: boolean;
  /** Whether it is the end of a business day within which other rules have to run. */
  readonly awaits: boolean;
  readonly activeFrom: Date;
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly spreadMs: number;
}

/** Looks at the slots that are due, but for those of the kinds in `leave`, without taking them: their conditions are evaluated outside of any transaction. */
export async function selectDueSlots(
  db: Queryable,
  { limit, leave }: { readonly limit: number; readonly leave: readonly string[] },
): Promise<{ now: Date; slots: DueSlot[] }> {
  const { rows } = await db.query<DueSlot & { now: Date }>({
    name: "select-due-slots",
    text: `
      select s.trigger_id as "triggerId", s.due_at as "dueAt", s.decide_at as "decideAt", s.rule_id as "ruleId",
        s.rule_version as "ruleVersion", s.moved, s.awaits, t.active_from as "activeFrom", t.key, t.kind, t.config,
        t.spread_ms as "spreadMs", (select belfry.now()) as now
      from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
      where s.decide_at <= (select belfry.now()) and t.kind <> all ($2::text[])
      order by s.decide_at
      limit $1`,
    values: [limit, leave],
  });
  return { now: rows[0]?.now ?? new Date(Number.NaN), slots: rows };
}
