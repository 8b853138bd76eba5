import { openCalendar, type Calendar } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { moveSlots, type SlotMove } from "../sql/calendars/move-slots.ts";
import { selectCalendarSlots } from "../sql/calendars/select-calendar-slots.ts";
import { calendarRuleOf, decidedAt } from "./calendar-rule.ts";

export interface PlanMoves {
  /** How many planned slots are decided at another time now. */
  readonly moved: number;
}

/**
 * A calendar was changed: what is planned already goes to where it wants it now. Slots that were due are left to the
 * decision, which asks the calendar again.
 */
export async function movePlanned(tx: Tx, calendar: Calendar, timeZone: string): Promise<PlanMoves> {
  const calendars = new Map([[calendar.calendar, openCalendar(calendar)]]);
  const moves: SlotMove[] = [];
  for (const { triggerId, dueAt, decideAt, config, spreadMs, now } of await selectCalendarSlots(
    tx,
    calendar.calendar,
  )) {
    const rule = calendarRuleOf(config, timeZone, spreadMs);
    if (rule === undefined || decideAt <= now) continue;
    const wanted = decidedAt(rule, dueAt, { calendars, now });
    if (wanted.getTime() === decideAt.getTime()) continue;
    moves.push({ triggerId, dueAt, decideAt: wanted, moved: wanted.getTime() !== dueAt.getTime() });
  }
  await moveSlots(tx, moves);
  return { moved: moves.length };
}
