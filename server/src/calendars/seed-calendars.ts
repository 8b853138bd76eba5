/**
 * The calendar that Belfry brings along: the statutory holidays of China with the days that make up for them. It is there
 * after the first start. What people changed is theirs: a newer version of Belfry extends the calendar only while the
 * shipped one continues it word for word, which means same name, week and first day, and the same days up to its own end.
 */
import { isDeepStrictEqual } from "node:util";
import type { Engine } from "@belfry/engine";
import { Calendar, isAppError, systemActor } from "@belfry/model";
import shipped from "./cn-workday.json" with { type: "json" };

export type Seeding = "created" | "extended" | "left";

/** Saves the shipped calendar where there is none, or where it only reaches further. Safe to call on several nodes. */
export async function seedCalendars(
  engine: Pick<Engine, "listCalendars" | "saveCalendar">,
  input: unknown = shipped.calendar,
): Promise<Seeding> {
  const wanted = Calendar.parse(input);
  const present = (await engine.listCalendars()).find(({ calendar }) => calendar === wanted.calendar);
  if (present !== undefined && !continues(wanted, present)) return "left";
  try {
    const expected = present === undefined ? "absent" : [present.revision];
    await engine.saveCalendar(wanted, { by: systemActor, expected });
    return present === undefined ? "created" : "extended";
  } catch (error) {
    // Another node, or a person, was faster.
    if (isAppError(error, "PRECONDITION_FAILED")) return "left";
    throw error;
  }
}

/** Whether the shipped calendar says what the present one says, and more after its end. */
function continues(wanted: Calendar, present: Calendar): boolean {
  const { name, from, until, workWeek, days } = present;
  if (until >= wanted.until) return false;
  const same = wanted.days.filter(({ date }) => date <= until);
  return (
    name === wanted.name &&
    from === wanted.from &&
    isDeepStrictEqual(workWeek, wanted.workWeek) &&
    isDeepStrictEqual(days, same)
  );
}
