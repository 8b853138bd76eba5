/**
 * Reads the notice in which the State Council announces the holidays of a year (国务院办公厅关于××××年部分节假日安排的通知)
 * and returns the days that differ from the week. What the text says twice is compared: the weekday beside a date, the
 * number of days beside a span. A text that contradicts itself is refused, because a wrong day stops or starts work.
 *
 * Source of the form: the notices for 2007 to 2026.
 */
import type { Problem } from "../errors/problems.ts";
import type { CalendarDay } from "./calendar.ts";
import { dayNumber, plusDays, weekdayOf, type PlainDate } from "./plain-date.ts";

export type HolidayNotice =
  | { readonly ok: true; readonly year: number; readonly days: readonly CalendarDay[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const ITEM =
  /[一二三四五六七八九十]+、\s*([^：:。\n]{1,20})[：:]([^\n]*(?:\n(?!\s*[一二三四五六七八九十]+、)[^\n]*)*)/g;
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?/g;
const SPAN_WORDS = /^\s*(?:至|到|—|－|-|~)\s*$/;
const WEEKDAYS = "一二三四五六日";

interface Found {
  readonly date: PlainDate;
  readonly start: number;
  readonly end: number;
}

export function parseHolidayNotice(text: string): HolidayNotice {
  const problems: Problem[] = [];
  const year = Number(/(\d{4})\s*年(?:部分)?节假日/.exec(text)?.[1] ?? /(\d{4})\s*年/.exec(text)?.[1]);
  if (!Number.isInteger(year)) {
    return { ok: false, problems: [problem("The text names no year.", "Paste the notice with its title.")] };
  }
  const days = new Map<PlainDate, CalendarDay>();
  const put = (date: PlainDate, kind: CalendarDay["kind"], name: string) => {
    const before = days.get(date);
    if (before !== undefined && before.kind !== kind) {
      problems.push(
        problem(`${date} is named as a holiday and as a working day.`, "Compare it with the published text."),
      );
    }
    days.set(date, { date, kind, name });
  };

  let items = 0;
  for (const [, name = "", body = ""] of text.matchAll(ITEM)) {
    // Other numbered lines (traffic, safety) follow the holidays in the older notices.
    if (!body.includes("放假")) continue;
    items += 1;
    for (const sentence of body.split(/[。；;]/)) readSentence(sentence, { name: name.trim(), year, put, problems });
  }
  if (items === 0) {
    problems.push(
      problem("The text names no holiday.", "Paste the numbered lines of the notice: 一、元旦：1月1日放假……"),
    );
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, year, days: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}

interface Sink {
  readonly name: string;
  readonly year: number;
  readonly put: (date: PlainDate, kind: CalendarDay["kind"], name: string) => void;
  readonly problems: Problem[];
}

function readSentence(sentence: string, { name, year, put, problems }: Sink): void {
  const dates = readDates(sentence, year, problems);
  if (dates.length === 0) return;
  if (/上班/.test(sentence)) {
    for (const { date } of dates) {
      if (weekdayOf(date) < 6) {
        problems.push(
          problem(
            `${date} is a working day anyway, but the text says that it is worked on.`,
            "Compare it with the published text.",
          ),
        );
      }
      put(date, "work", `${name}调休`);
    }
    return;
  }
  if (!/放假/.test(sentence)) return;
  const off: PlainDate[] = [];
  for (let index = 0; index < dates.length; index += 1) {
    const { date, end } = dates[index] as Found;
    const next = dates[index + 1];
    if (next !== undefined && SPAN_WORDS.test(sentence.slice(end, next.start))) {
      for (let day = date; day <= next.date; day = plusDays(day, 1)) off.push(day);
      index += 1;
    } else {
      off.push(date);
    }
  }
  const said = Number(/(?:共|放假)\s*(\d+)\s*天/.exec(sentence)?.[1]);
  // 「与周末连休」 counts the weekend beside the named day without naming it.
  if (Number.isInteger(said) && said !== off.length && !sentence.includes("连休")) {
    problems.push(
      problem(`${name}: the text says ${said} days and names ${off.length}.`, "Compare it with the published text."),
    );
  }
  for (const date of off) put(date, "off", name);
}

function readDates(sentence: string, year: number, problems: Problem[]): Found[] {
  const found: Found[] = [];
  let month: number | undefined;
  let current = year;
  for (const match of sentence.matchAll(DATE)) {
    const [whole, namedYear, namedMonth, day = "", beside = ""] = match;
    const monthBefore = month;
    if (namedMonth !== undefined) month = Number(namedMonth);
    if (namedYear !== undefined) current = Number(namedYear);
    // 「12月30日至1月1日」: the turn of the year lies between them.
    else if (monthBefore === 12 && month === 1) current += 1;
    if (month === undefined) continue;
    const date = `${current}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (dayNumber(date) === undefined) {
      problems.push(problem(`${whole} is no date of ${current}.`, "Compare it with the published text."));
      continue;
    }
    const weekday = /(?:周|星期)([一二三四五六日天])/.exec(beside)?.[1]?.replace("天", "日");
    if (weekday !== undefined && WEEKDAYS.indexOf(weekday) + 1 !== weekdayOf(date)) {
      problems.push(
        problem(
          `${whole}: ${date} is a ${nameOf(weekdayOf(date))}.`,
          "Compare it with the published text, and the year with its title.",
        ),
      );
    }
    found.push({ date, start: match.index, end: match.index + whole.length });
  }
  return startingLastYear(found, year);
}

/** 「12月31日至1月2日」 in the notice of a year begins in the year before. */
function startingLastYear(found: readonly Found[], year: number): Found[] {
  const [first, second] = found;
  const turns = first?.date.slice(0, 7) === `${year}-12` && second?.date.slice(0, 7) === `${year + 1}-01`;
  if (!turns) return [...found];
  return found.map((one) => ({ ...one, date: `${Number(one.date.slice(0, 4)) - 1}${one.date.slice(4)}` }));
}

function nameOf(weekday: number): string {
  return `周${WEEKDAYS[weekday - 1] ?? ""}`;
}

function problem(message: string, remedy: string): Problem {
  return { path: "text", message, remedy };
}
