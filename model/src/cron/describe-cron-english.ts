/** Explains a schedule in English. */
import { valuesOfPart, type CronExpression, type CronFieldName, type CronPart } from "./cron-expression.ts";
import { parseCron } from "./parse-cron.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const MONTHS = [
  "",
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const ORDINALS = ["", "first", "second", "third", "fourth", "fifth"] as const;
/** More times than this are told by their hours and minutes instead of one by one. */
const MOST_TIMES = 12;

/**
 * A sentence such as `Runs every Monday to Friday at 06:30.` An empty text gives an empty sentence; one that cannot be
 * read gives the problem and its remedy.
 */
export function describeCronEnglish(expression: string): string {
  if (expression.trim() === "") return "";
  const parsed = parseCron(expression);
  if (!parsed.ok) return `${parsed.problem.message} ${parsed.problem.remedy}`;
  return `Runs ${daysOf(parsed.cron)}${monthsOf(parsed.cron.month)} ${timesOf(parsed.cron)}.`;
}

function monthsOf(parts: readonly CronPart[]): string {
  const [first] = parts;
  if (first?.kind === "any") return "";
  if (first?.kind === "every" && parts.length === 1) return ` of every ${first.step} months`;
  return ` in ${list(parts, "month", (month) => MONTHS[month] ?? "")}`;
}

function daysOf({ day, weekday }: CronExpression): string {
  const anyDay = day[0]?.kind === "any";
  const anyWeekday = weekday[0]?.kind === "any";
  if (anyDay) return anyWeekday ? "every day" : weekdaysOf(weekday);
  if (anyWeekday) return monthDaysOf(day);
  // Vixie cron: with a star in front of either field both must fit, otherwise one of them is enough.
  if (day[0]?.kind !== "every" && weekday[0]?.kind !== "every") return `${monthDaysOf(day)} and ${weekdaysOf(weekday)}`;
  return `${monthDaysOf(day)}, only on ${weekdaysOf(weekday).replace(/^every /, "")},`;
}

function monthDaysOf(parts: readonly CronPart[]): string {
  const [first] = parts;
  if (first?.kind === "every" && parts.length === 1) return `every ${first.step} days from the 1st`;
  const named = parts.flatMap((part) => {
    if (part.kind === "last-day") return ["the last day"];
    if (part.kind === "last-workday") return ["the last working day"];
    if (part.kind === "nearest-workday") return [`the working day nearest to day ${part.day}`];
    return [];
  });
  const plain = list(parts, "day", String);
  return `on ${sentence(plain === "" ? named : [`day ${plain}`, ...named])} of the month`;
}

function weekdaysOf(parts: readonly CronPart[]): string {
  const named = parts.flatMap((part) => {
    if (part.kind === "last-weekday") return [`on the last ${nameOf(part.weekday)} of the month`];
    if (part.kind === "nth-weekday") return [`on the ${ORDINALS[part.nth] ?? ""} ${nameOf(part.weekday)} of the month`];
    return [];
  });
  const plain = list(parts, "weekday", nameOf);
  return sentence(plain === "" ? named : [`every ${plain}`, ...named]);
}

function timesOf({ hour, minute, second }: CronExpression): string {
  const seconds = rhythm(second, "second");
  if (seconds !== undefined) return `${seconds}${within(minute, "minute")}${within(hour, "hour")}`;
  const minutes = rhythm(minute, "minute");
  const atSecond =
    second[0]?.kind === "value" && second[0].value === 0 && second.length === 1
      ? ""
      : ` at second ${list(second, "second", String)}`;
  if (minutes !== undefined) return `${minutes}${within(hour, "hour")}${atSecond}`;
  const hours = rhythm(hour, "hour");
  const values = minute.flatMap((part) => valuesOfPart(part, "minute"));
  if (hours !== undefined) return `${hours} at minute ${list(minute, "minute", String)}${atSecond}`;
  const times = hour
    .flatMap((part) => valuesOfPart(part, "hour"))
    .flatMap((h) => values.map((m) => `${twoDigits(h)}:${twoDigits(m)}`));
  if (times.length <= MOST_TIMES) return `at ${sentence(times)}${atSecond}`;
  return `at minute ${list(minute, "minute", String)}${within(hour, "hour")}${atSecond}`;
}

/** `every minute`, `every 15 minutes`; nothing where the field names values. */
function rhythm(parts: readonly CronPart[], unit: "second" | "minute" | "hour"): string | undefined {
  const [first] = parts;
  if (first?.kind === "any") return `every ${unit}`;
  if (first?.kind === "every" && parts.length === 1)
    return first.step === 1 ? `every ${unit}` : `every ${first.step} ${unit}s`;
  return undefined;
}

function within(parts: readonly CronPart[], unit: "minute" | "hour"): string {
  if (parts[0]?.kind === "any") return "";
  const every = rhythm(parts, unit);
  return every === undefined ? ` in ${unit} ${list(parts, unit, String)}` : ` of ${every}`;
}

function list(parts: readonly CronPart[], field: CronFieldName, name: (value: number) => string): string {
  const texts = parts.flatMap((part) => {
    if (part.kind === "range" && part.step === 1) return [`${name(part.from)} to ${name(part.to)}`];
    return valuesOfPart(part, field).map(name);
  });
  return sentence(texts);
}

/** `a`, `a and b`, `a, b and c`. */
function sentence(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")} and ${last}`;
}

function nameOf(weekday: number): string {
  return WEEKDAYS[weekday] ?? "";
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
