import type { CalendarVerdict } from "../calendars/calendar-rule.ts";
import { step, type ExplainStep, type StepRest } from "./explanation.ts";

type Detail = Readonly<Record<string, unknown>>;

/** Why a calendar leaves a day out, as it is kept with a slot. */
export function calendarStep(detail: Detail, rest: StepRest = {}): ExplainStep {
  const { calendar, reason, knownUntil } = detail;
  const links = typeof calendar === "string" ? [{ kind: "calendar" as const, id: calendar }] : [];
  const made = (...[code, verdict, values]: [Parameters<typeof step>[0], Parameters<typeof step>[1], Detail]) =>
    step(code, verdict, { links, ...rest, values: { ...detail, ...values } });
  const text = typeof reason === "string" ? reason : "";
  if (knownUntil !== undefined) return made("calendar.unknown", "unknown", {});
  if (text === "there is no such calendar") return made("calendar.gone", "no", {});
  if (text === "no working day") return made("calendar.off", "no", {});
  const none = /^the month has no working day (-?\d+)$/.exec(text);
  if (none !== null) return made("calendar.no-such-workday", "no", { workday: Number(none[1]) });
  const other = /^working day (-?\d+) of the month is (.+)$/.exec(text);
  if (other !== null) return made("calendar.not-the-workday", "no", { workday: Number(other[1]), wanted: other[2] });
  const far = /^the nearest working day is (.+)$/.exec(text);
  if (far !== null) return made("calendar.too-far", "no", { target: far[1] });
  return made("calendar.off-named", "no", { name: text });
}

/** What a calendar says of a fire time now. */
export function calendarStepNow(
  verdict: CalendarVerdict,
  known: { readonly calendar: string; readonly day: string; readonly merged: boolean },
): ExplainStep {
  const { calendar, day, merged } = known;
  const rest = { basis: "now" as const, links: [{ kind: "calendar" as const, id: calendar }] };
  switch (verdict.kind) {
    case "run":
      return step("calendar.passed", "yes", { ...rest, values: { calendar, day } });
    case "move":
      return step(merged ? "calendar.merges" : "calendar.moves", merged ? "no" : "info", {
        ...rest,
        values: { calendar, day, to: verdict.to.toISOString() },
      });
    default:
      return calendarStep(verdict.detail, rest);
  }
}
