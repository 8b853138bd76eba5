/**
 * Cron in every time zone around every change of its clocks, against a slow oracle that goes from minute to minute and
 * asks Intl what the clock on the wall shows. It shares nothing with the arithmetic that it checks.
 */
import { expect, test } from "vitest";
import { cronTimesBetween } from "./cron-times.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const FROM = Date.UTC(2025, 0);
const UNTIL = Date.UTC(2027, 5);

interface Line {
  readonly text: string;
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  /** Neither field has a star or a step: then a skipped time fires after the gap, and one shown twice fires once. */
  readonly fixed: boolean;
}

const every = (from: number, to: number, step = 1) =>
  new Set(Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step));
const lines: readonly Line[] = [
  { text: "30 2 * * *", minutes: new Set([30]), hours: new Set([2]), fixed: true },
  { text: "0 0 * * *", minutes: new Set([0]), hours: new Set([0]), fixed: true },
  { text: "59 23 * * *", minutes: new Set([59]), hours: new Set([23]), fixed: true },
  { text: "0,15,45 0,1,2,3 * * *", minutes: new Set([0, 15, 45]), hours: every(0, 3), fixed: true },
  { text: "0 6 * * *", minutes: new Set([0]), hours: new Set([6]), fixed: true },
  { text: "0 * * * *", minutes: new Set([0]), hours: every(0, 23), fixed: false },
  { text: "*/30 * * * *", minutes: every(0, 59, 30), hours: every(0, 23), fixed: false },
  { text: "*/20 0-3 * * *", minutes: every(0, 59, 20), hours: every(0, 3), fixed: false },
  { text: "7 */2 * * *", minutes: new Set([7]), hours: every(0, 23, 2), fixed: false },
];

/** What the clock of a zone shows, as if it were UTC. */
function wallOf(zone: string): (ms: number) => number {
  const formatter = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (ms) => Date.parse(`${formatter.format(ms).replace(" ", "T")}Z`);
}

const WEEK = 7 * 24 * HOUR;

/** The minutes at which the clocks of a zone are changed. Nobody changes them twice within a week. */
function changesOf(wall: (ms: number) => number): number[] {
  const changes: number[] = [];
  const offset = (ms: number) => wall(ms) - ms;
  for (let week = FROM; week < UNTIL; week += WEEK) {
    if (offset(week) === offset(week + WEEK)) continue;
    let [before, after] = [week, week + WEEK];
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(week)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}

/** What the clock shows at each minute, as Intl says; between two quarters of an hour that show as much, it is counted on. */
function wallsOf(wall: (ms: number) => number, first: number, until: number): number[] {
  const walls: number[] = [];
  const quarter = 15 * MINUTE;
  for (let at = first; at <= until; at += quarter) {
    const [from, to] = [wall(at), wall(at + quarter)];
    for (let ms = at; ms < at + quarter && ms <= until; ms += MINUTE)
      walls.push(to - from === quarter ? from + (ms - at) : wall(ms));
  }
  return walls;
}

/** The fire times after `from` up to `until`. `walls` begins a day and more before, to have seen what is shown again. */
function oracle({ minutes, hours, fixed }: Line, walls: readonly number[], first: number, from: number): string[] {
  const matches = (wall: number) => {
    const minuteOfDay = Math.floor(wall / MINUTE) % 1_440;
    return minutes.has(minuteOfDay % 60) && hours.has(Math.floor(minuteOfDay / 60));
  };
  const found: string[] = [];
  let latest = walls[0] ?? 0;
  walls.slice(1).forEach((wall, i) => {
    const ms = first + (i + 1) * MINUTE;
    let fires = matches(wall) && !(fixed && wall <= latest);
    if (fixed) for (let skipped = latest + MINUTE; skipped < wall; skipped += MINUTE) fires ||= matches(skipped);
    if (fires && ms > from) found.push(new Date(ms).toISOString());
    latest = Math.max(latest, wall);
  });
  return found;
}

test("in every zone of the IANA the times around each change of the clocks are those that a clock shows", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  expect(zones.length).toBeGreaterThan(400);
  let changes = 0;
  for (const zone of zones) {
    const wall = wallOf(zone);
    const found = changesOf(wall);
    changes += found.length;
    // A zone whose clocks stay as they are has one ordinary day looked at.
    for (const change of found.length === 0 ? [Date.UTC(2026, 2, 1)] : found) {
      const [first, from, until] = [change - 30 * HOUR, change - 4 * HOUR, change + 27 * HOUR];
      const walls = wallsOf(wall, first, until);
      for (const line of lines) {
        const times = cronTimesBetween(line.text, zone, new Date(from), new Date(until), 1_000);
        const name = `${line.text} in ${zone} around ${new Date(change).toISOString()}`;
        expect(times.map((time) => time.toISOString()).join("\n"), name).toBe(
          oracle(line, walls, first, from).join("\n"),
        );
      }
    }
  }
  // Some hundred and fifty zones change their clocks, twice a year.
  expect(changes).toBeGreaterThan(400);
}, 300_000);
