import { cronFieldRange, type CronFieldName, type CronPart } from "./cron-expression.ts";

/** A part that cannot be read: what is wrong, and what to write instead. */
export interface CronFault {
  readonly message: string;
  readonly remedy: string;
}

const NAMES: Partial<Record<CronFieldName, readonly string[]>> = {
  month: ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  weekday: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
};

/** Reads one entry of a field's list, for example `1-5`, `*` with a step, `L`, `15W` or `FRI#2`. */
export function parseCronPart(text: string, field: CronFieldName): CronPart | CronFault {
  if (text === "*") return { kind: "any" };
  if (text === "")
    return fault(`The ${labelOf(field)} has an empty entry.`, "Remove the comma that has nothing before or after it.");
  if (text.includes("?")) return fault("The sign ? is not used here.", "Write * instead.");
  return parseSpecial(text.toUpperCase(), field) ?? parseRange(text, field);
}

export function isCronFault(part: CronPart | CronFault): part is CronFault {
  return "message" in part;
}

/** The parts whose meaning depends on the month: `L`, `LW`, `15W`, `5L`, `5#2`. */
function parseSpecial(text: string, field: CronFieldName): CronPart | CronFault | undefined {
  if (field === "day") {
    if (text === "L") return { kind: "last-day" };
    if (text === "LW" || text === "WL") return { kind: "last-workday" };
    if (text.endsWith("W")) {
      const day = parseNumber(text.slice(0, -1), field);
      return typeof day === "number" ? { kind: "nearest-workday", day } : day;
    }
    return undefined;
  }
  if (field === "weekday") {
    if (text === "L")
      return fault("L alone is not a weekday.", "Write 6 for Saturday, or 5L for the last Friday of the month.");
    const [weekdayText = "", nthText] = text.split("#");
    if (nthText !== undefined) {
      const weekday = parseNumber(weekdayText, field);
      if (typeof weekday !== "number") return weekday;
      if (nthText === "L") return { kind: "last-weekday", weekday: weekday % 7 };
      if (!/^[1-5]$/.test(nthText))
        return fault(
          `There is no ${nthText || "such"} occurrence of a weekday in a month.`,
          "Write a number from 1 to 5 after the #, or 5L for the last one.",
        );
      return { kind: "nth-weekday", weekday: weekday % 7, nth: Number(nthText) };
    }
    if (text.endsWith("L")) {
      const weekday = parseNumber(text.slice(0, -1), field);
      return typeof weekday === "number" ? { kind: "last-weekday", weekday: weekday % 7 } : weekday;
    }
  }
  return undefined;
}

function parseRange(text: string, field: CronFieldName): CronPart | CronFault {
  const [base = "", stepText, ...extra] = text.split("/");
  if (extra.length > 0) return fault(`"${text}" has more than one step.`, "Write one number after one slash.");
  const step = stepText === undefined ? 1 : parseStep(stepText, field);
  if (typeof step !== "number") return step;
  if (base === "*") return stepText === undefined ? { kind: "any" } : { kind: "every", step };

  const [fromText = "", toText, ...more] = base.split("-");
  if (more.length > 0) return fault(`"${text}" is not a range.`, "Write two numbers with a hyphen between them.");
  const from = parseNumber(fromText, field);
  if (typeof from !== "number") return from;
  if (toText === undefined) {
    if (stepText === undefined) return { kind: "value", value: field === "weekday" ? from % 7 : from };
    return fault(`"${text}" is a step without a range.`, `Write ${from}-${cronFieldRange[field].max}/${stepText}.`);
  }
  const to = parseNumber(toText, field);
  if (typeof to !== "number") return to;
  return rangeOf({ from, to, step, field, text });
}

function rangeOf(range: {
  from: number;
  to: number;
  step: number;
  field: CronFieldName;
  text: string;
}): CronPart | CronFault {
  const { step, field, text } = range;
  const from = field === "weekday" && range.from === 7 ? 0 : range.from;
  // A week may be written to end with Sunday: FRI-SUN, 5-0.
  const to = field === "weekday" && range.to === 0 && from > 0 ? 7 : range.to;
  if (range.from === range.to) return { kind: "value", value: from };
  if (from > to) {
    const { min, max } = cronFieldRange[field];
    return fault(
      `The range "${text}" runs backwards.`,
      `Write two ranges: ${from}-${field === "weekday" ? 6 : max},${min}-${to}.`,
    );
  }
  return { kind: "range", from, to, step };
}

function parseStep(text: string, field: CronFieldName): number | CronFault {
  const { min, max } = cronFieldRange[field];
  const widest = field === "weekday" ? 7 : max - min + 1;
  const step = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (step >= 1 && step <= widest) return step;
  return fault(
    `The step "${text}" does not fit a ${labelOf(field)}.`,
    `Write a whole number from 1 to ${widest} after the slash.`,
  );
}

function parseNumber(text: string, field: CronFieldName): number | CronFault {
  const { min, max } = cronFieldRange[field];
  const named = NAMES[field]?.indexOf(text.toUpperCase()) ?? -1;
  if (named > -1 && text !== "") return named;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  const what = Number.isNaN(value)
    ? `"${text}" is not a ${labelOf(field)}.`
    : `The ${labelOf(field)} ${value} does not exist.`;
  const names = NAMES[field] === undefined ? "" : `, or a name such as ${field === "month" ? "JAN" : "MON"}`;
  return fault(what, `Write a number from ${min} to ${max}${names}.`);
}

function labelOf(field: CronFieldName): string {
  return cronFieldRange[field].label;
}

function fault(message: string, remedy: string): CronFault {
  return { message, remedy };
}
