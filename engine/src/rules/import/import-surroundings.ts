import { AppError, jsonChanges, openCalendar, type Calendar, type Problem } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { Audit } from "../../audit.ts";
import { readCalendar, saveCalendarIn, type ChangeDeps } from "../../calendars/change-calendar.ts";
import type { Calendars } from "../../calendars/calendar-cache.ts";
import { setVariablesIn } from "../../variables/change-variables.ts";
import { newItem, type ImportItem, type ImportOptions, type RuleBundle } from "./import-item.ts";
import { refusalOf } from "./refusal-of.ts";

/** Sets the variables of a bundle. */
export async function importVariables(
  deps: { readonly audit: Audit },
  tx: Tx,
  { variables }: RuleBundle,
  { by, may }: ImportOptions,
): Promise<ImportItem[]> {
  const names = Object.keys(variables);
  if (names.length === 0) return [];
  try {
    if (!may.variables) throw denied("variables:write");
    const before = await setVariablesIn(deps, tx, variables, by);
    return names.map((name, place) => {
      const sides = { before: before[name] ?? null, after: variables[name] };
      if (!Object.hasOwn(before, name)) return variableItem(name, place, { outcome: "created", ...sides });
      const isSame = jsonChanges(before[name], variables[name]).length === 0;
      return variableItem(name, place, { outcome: isSame ? "unchanged" : "changed", ...sides });
    });
  } catch (error) {
    const refusal = refusalOf(error);
    return names.map((name, place) => variableItem(name, place, { outcome: "refused", ...refusal }));
  }
}

function variableItem(
  name: string,
  place: number,
  known: Pick<ImportItem, "outcome"> & Partial<ImportItem>,
): ImportItem {
  return newItem({ kind: "variable", name, place, ...known });
}

/** Saves the calendars of a bundle, and adds them to those that its rules may ask. */
export async function importCalendars(
  deps: Pick<ChangeDeps, "audit" | "movePlanned">,
  tx: Tx,
  { calendars }: RuleBundle,
  { by, may }: ImportOptions,
  known: Calendars,
): Promise<{ readonly items: ImportItem[]; readonly known: Calendars }> {
  const all = new Map(known);
  const items: ImportItem[] = [];
  for (const [place, input] of calendars.entries()) {
    let name = `${place + 1}`;
    try {
      const calendar: Calendar = readCalendar(input);
      name = calendar.calendar;
      const present = all.get(name)?.calendar;
      const isSame = present !== undefined && jsonChanges(present, calendar).length === 0;
      if (!isSame && !may.calendars) throw denied("calendars:write");
      const before = isSame ? present : await saveCalendarIn(deps, tx, calendar, { by });
      all.set(name, openCalendar(calendar));
      const outcome = isSame ? "unchanged" : before === undefined ? "created" : "changed";
      items.push(newItem({ kind: "calendar", name, place, outcome, before: before ?? null, after: calendar }));
    } catch (error) {
      items.push(newItem({ kind: "calendar", name, place, outcome: "refused", ...refusalOf(error) }));
    }
  }
  return { items, known: all };
}

function denied(permission: string): AppError {
  const problem: Problem = {
    path: "",
    message: `This takes the permission ${permission}.`,
    remedy: "Leave it out, or ask somebody who has the permission.",
  };
  return new AppError("PERMISSION_DENIED", { permission, problems: [problem] });
}
