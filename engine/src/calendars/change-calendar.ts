import { isDeepStrictEqual } from "node:util";
import { AppError, Calendar, type Actor } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import type { RulePrecondition } from "../rules/rule-precondition.ts";
import { deleteCalendar } from "../sql/calendars/delete-calendar.ts";
import { lockCalendars } from "../sql/calendars/lock-calendars.ts";
import { selectCalendarUsers } from "../sql/calendars/select-calendar-users.ts";
import { selectCalendars, type CalendarRow } from "../sql/calendars/select-calendars.ts";
import { upsertCalendar } from "../sql/calendars/upsert-calendar.ts";
import type { PlanMoves } from "./move-planned.ts";

export interface CalendarSaveOptions {
  readonly by: Actor;
  /** What the calendar must be before. @default the last one who saves wins */
  readonly expected?: RulePrecondition;
}

export interface ChangeDeps {
  readonly store: Store;
  readonly audit: Audit;
  /** Moves what is planned already to where the changed calendar wants it. */
  readonly movePlanned: (tx: Tx, calendar: Calendar) => Promise<PlanMoves>;
}

/**
 * Saves a calendar, and moves the slots that were planned by what it said before. Saving the same again changes nothing.
 * @throws AppError CALENDAR_INVALID with all problems, PRECONDITION_FAILED
 */
export async function saveCalendar(deps: ChangeDeps, input: unknown, options: CalendarSaveOptions): Promise<Calendar> {
  const calendar = readCalendar(input);
  await deps.store.transaction((tx) => saveCalendarIn(deps, tx, calendar, options));
  return calendar;
}

/** @throws AppError CALENDAR_INVALID with all problems */
export function readCalendar(input: unknown): Calendar {
  const parsed = Calendar.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: path.join("."),
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    remedy: "Correct this value.",
  }));
  throw new AppError("CALENDAR_INVALID", { problems });
}

/** Saves a calendar in the transaction of somebody else, and returns what was there before. @throws AppError PRECONDITION_FAILED */
export async function saveCalendarIn(
  deps: Pick<ChangeDeps, "audit" | "movePlanned">,
  tx: Tx,
  calendar: Calendar,
  { by, expected }: CalendarSaveOptions,
): Promise<Calendar | undefined> {
  await lockCalendars(tx);
  const [present] = await selectCalendars(tx, calendar.calendar);
  checkPrecondition(calendar.calendar, present, expected);
  const before = present?.definition;
  if (isDeepStrictEqual(before, calendar)) return before;
  await upsertCalendar(tx, calendar, by.name);
  const { moved } = await deps.movePlanned(tx, calendar);
  await deps.audit(tx, {
    by,
    action: "calendars.save",
    subject: { kind: "calendar", id: calendar.calendar },
    outcome: "done",
    ...(before !== undefined && { before }),
    after: calendar,
    detail: { moved },
  });
  return before;
}

/** @throws AppError CALENDAR_NOT_FOUND; CALENDAR_IN_USE with the rules whose triggers name it */
export async function removeCalendar({ store, audit }: ChangeDeps, name: string, by: Actor): Promise<void> {
  await store.transaction(async (tx) => {
    await lockCalendars(tx);
    const rules = await selectCalendarUsers(tx, name);
    if (rules.length > 0)
      throw new AppError("CALENDAR_IN_USE", { calendar: name, reason: `It is used by ${rules.join(", ")}.` });
    const before = await deleteCalendar(tx, name);
    if (before === undefined) throw new AppError("CALENDAR_NOT_FOUND", { calendar: name });
    await audit(tx, {
      by,
      action: "calendars.remove",
      subject: { kind: "calendar", id: name },
      outcome: "done",
      before,
    });
  });
}

/** @throws AppError PRECONDITION_FAILED */
function checkPrecondition(name: string, present: CalendarRow | undefined, expected?: RulePrecondition): void {
  if (expected === undefined) return;
  if (present === undefined) {
    if (expected === "absent") return;
    throw new AppError("PRECONDITION_FAILED", { calendar: name, reason: `There is no calendar "${name}".` });
  }
  const { revision, updatedBy } = present;
  if (expected === "exists" || (expected !== "absent" && expected.includes(revision))) return;
  const reason = `The calendar "${name}" was saved by ${updatedBy} and is at revision ${revision} now.`;
  throw new AppError("PRECONDITION_FAILED", { calendar: name, revision, reason });
}
