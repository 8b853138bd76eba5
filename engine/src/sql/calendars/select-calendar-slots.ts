import type { TriggerConfig } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface CalendarSlot {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly spreadMs: number;
  readonly now: Date;
}

/** The planned slots of triggers that name a calendar, locked. */
export async function selectCalendarSlots(tx: Tx, name: string): Promise<CalendarSlot[]> {
  const { rows } = await tx.query<CalendarSlot>({
    name: "select-calendar-slots",
    text: `
      select s.trigger_id as "triggerId", s.due_at as "dueAt", s.decide_at as "decideAt", t.kind, t.config, t.spread_ms as "spreadMs",
        (select belfry.now()) as now
      from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
      where t.active_until is null and t.config ->> 'calendar' = $1 and not s.awaits
      order by s.trigger_id, s.due_at for update of s`,
    values: [name],
  });
  return rows;
}
