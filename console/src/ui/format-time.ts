import type { Language } from "../preferences/index.ts";

const locales: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-GB" };

// Building a format costs as much as a hundred uses of it, and lists show hundreds of times.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  formats.set(key, known);
  return known;
}

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** A time in the zone of the browser, as short as it can be understood: without the year when it is this one. */
export function formatShort(at: Date, now: Date, language: Language): string {
  if (at.toDateString() === now.toDateString()) return format(language, clock).format(at);
  const day = { month: "short", day: "numeric" } as const;
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return format(language, { ...year, ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

const fullDay = { weekday: "short", year: "numeric", month: "short", day: "numeric" } as const;

/** Everything there is to say about a time: weekday, date, seconds and the offset of the browser's zone. */
export function formatFull(at: Date, language: Language): string {
  const parts = format(language, { timeZoneName: "longOffset" }).formatToParts(at);
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return `${format(language, fullDay).format(at)} ${format(language, clock).format(at)} ${offset}`;
}

/** A day and the minute: `Mon, 16 Feb 2026 06:00`. */
export function formatMinute(at: Date, language: Language): string {
  return `${format(language, fullDay).format(at)} ${format(language, { ...clock, second: undefined }).format(at)}`;
}

/** The time of day with milliseconds, as logs have it. */
export function formatClock(at: Date, language: Language): string {
  return format(language, { ...clock, fractionalSecondDigits: 3 }).format(at);
}

const DAY_SECONDS = 86_400;
const steps = [
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
] as const;

const relative: Readonly<Record<Language, Intl.RelativeTimeFormat>> = {
  zh: new Intl.RelativeTimeFormat("zh-CN", { numeric: "auto" }),
  en: new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" }),
};

/** `3 minutes ago`, `in 2 hours`. Seconds are not counted: a text that changes each second only distracts. */
export function formatRelative(at: Date, now: Date, language: Language): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1_000);
  // Days are those of the calendar: at noon, six in the morning after tomorrow is not "tomorrow".
  if (Math.abs(seconds) >= DAY_SECONDS) return relative[language].format(calendarDays(now, at), "day");
  const step = steps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  if (step !== undefined) return relative[language].format(Math.trunc(seconds / step.seconds), step.unit);
  // Pages look at the clock every ten seconds: what has just happened must not be said to lie ahead.
  if (seconds > -10 && seconds <= 10) return relative[language].format(0, "second");
  return relative[language].format(Math.trunc(seconds / 10) * 10, "second");
}

function calendarDays(from: Date, to: Date): number {
  const [first, last] = [from, to].map((at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()));
  return ((last ?? 0) - (first ?? 0)) / (DAY_SECONDS * 1_000);
}

/** The name of the browser's zone, `Asia/Shanghai`. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
