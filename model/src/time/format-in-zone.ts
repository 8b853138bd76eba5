import { wallClock, type WallClock } from "./wall-clock.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = [
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

interface Moment {
  readonly date: Date;
  readonly wall: WallClock;
  readonly zone: string;
}

/** How many digits a number is padded to, and how to get it. `%-m` leaves the padding away. */
const NUMBERS: Readonly<Record<string, { readonly width: number; readonly of: (moment: Moment) => number }>> = {
  Y: { width: 4, of: ({ wall }) => wall.year },
  y: { width: 2, of: ({ wall }) => wall.year % 100 },
  m: { width: 2, of: ({ wall }) => wall.month },
  d: { width: 2, of: ({ wall }) => wall.day },
  H: { width: 2, of: ({ wall }) => wall.hour },
  I: { width: 2, of: ({ wall }) => wall.hour % 12 || 12 },
  M: { width: 2, of: ({ wall }) => wall.minute },
  S: { width: 2, of: ({ wall }) => wall.second },
  L: { width: 3, of: ({ date }) => ((date.getTime() % 1000) + 1000) % 1000 },
  j: {
    width: 3,
    of: ({ wall }) => (Date.UTC(wall.year, wall.month - 1, wall.day) - Date.UTC(wall.year, 0, 0)) / 86_400_000,
  },
  u: { width: 1, of: ({ wall }) => wall.weekday || 7 },
  w: { width: 1, of: ({ wall }) => wall.weekday },
  s: { width: 1, of: ({ date }) => Math.floor(date.getTime() / 1000) },
};

const TEXTS: Readonly<Record<string, (moment: Moment) => string>> = {
  A: ({ wall }) => WEEKDAYS[wall.weekday] ?? "",
  a: ({ wall }) => (WEEKDAYS[wall.weekday] ?? "").slice(0, 3),
  B: ({ wall }) => MONTHS[wall.month - 1] ?? "",
  b: ({ wall }) => (MONTHS[wall.month - 1] ?? "").slice(0, 3),
  p: ({ wall }) => (wall.hour < 12 ? "AM" : "PM"),
  e: ({ wall }) => String(wall.day).padStart(2, " "),
  z: ({ wall }) => offsetText(wall.offsetMinutes, ""),
  Z: ({ zone }) => zone,
  F: (moment) => write("%Y-%m-%d", moment),
  T: (moment) => write("%H:%M:%S", moment),
  R: (moment) => write("%H:%M", moment),
  "%": () => "%",
};

const DIRECTIVE = /%(-?)(.|$)/gsu;

/**
 * Writes a moment as the clock of a zone shows it, by a pattern in the manner of strftime:
 * `%Y-%m-%d %H:%M:%S`, `%-m` and `%-d` without padding, `%y %I %p %L %j %u %w %s %A %a %B %b %e %z %Z %F %T %R %%`.
 *
 * A directive that does not exist stays as it is written; `unknownDirective` finds it beforehand.
 *
 * @example
 * ```ts
 * formatInZone(new Date("2026-02-15T22:00:00Z"), "Asia/Shanghai", "%Y.%-m.%-d"); // 2026.2.16
 * ```
 * @throws AppError `TIME_ZONE_UNKNOWN`
 */
export function formatInZone(date: Date, zone: string, pattern: string): string {
  return write(pattern, { date, zone, wall: wallClock(date, zone) });
}

/** The first part of a pattern that means nothing, for example `%Q`; nothing when the pattern is fine. */
export function unknownDirective(pattern: string): string | undefined {
  for (const [directive, , letter = ""] of pattern.matchAll(DIRECTIVE)) {
    if (!Object.hasOwn(NUMBERS, letter) && !Object.hasOwn(TEXTS, letter)) return directive;
  }
  return undefined;
}

/** The moment as ISO 8601 with the offset of the zone: `2026-02-16T06:00:05+08:00`. Milliseconds only where there are some. */
export function isoInZone(date: Date, zone: string): string {
  const wall = wallClock(date, zone);
  const fraction = date.getTime() % 1000 === 0 ? "" : ".%L";
  return `${write(`%FT%T${fraction}`, { date, zone, wall })}${offsetText(wall.offsetMinutes, ":")}`;
}

function write(pattern: string, moment: Moment): string {
  return pattern.replace(DIRECTIVE, (directive, unpadded: string, letter: string) => {
    const number = Object.hasOwn(NUMBERS, letter) ? NUMBERS[letter] : undefined;
    if (number !== undefined) return String(number.of(moment)).padStart(unpadded === "-" ? 1 : number.width, "0");
    const text = Object.hasOwn(TEXTS, letter) ? TEXTS[letter] : undefined;
    return text === undefined ? directive : unpadded === "-" ? text(moment).trimStart() : text(moment);
  });
}

function offsetText(minutes: number, separator: string): string {
  const whole = Math.abs(Math.trunc(minutes));
  return `${minutes < 0 ? "-" : "+"}${twoDigits(Math.floor(whole / 60))}${separator}${twoDigits(whole % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
