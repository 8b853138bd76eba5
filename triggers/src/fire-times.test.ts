import { formatInZone, type TriggerDefinition } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { atTrigger } from "./at-trigger.ts";
import { everyTrigger } from "./every-trigger.ts";
import { rruleTrigger } from "./rrule-trigger.ts";

/** The next fire times after a moment, as a wall clock of the zone shows them. */
function times(trigger: TriggerDefinition, config: Record<string, unknown>, after: string, n: number): string[] {
  if (trigger.kind !== "schedule") throw new Error("not a schedule");
  const parsed = trigger.config.parse(config) as { timezone: string };
  const found: string[] = [];
  let at: Date | undefined = new Date(after);
  while (found.length < n) {
    at = trigger.next(parsed, at);
    if (at === undefined) break;
    found.push(formatInZone(at, parsed.timezone, "%Y-%m-%d %H:%M"));
  }
  return found;
}

test("an interval without a beginning falls on the quarters of the hour", () => {
  expect(times(everyTrigger, { every: "15m" }, "2026-02-16T06:07:00Z", 3)).toEqual([
    "2026-02-16 14:15",
    "2026-02-16 14:30",
    "2026-02-16 14:45",
  ]);
});

test("an interval begins at its first time, and counts from there", () => {
  const config = { every: "90m", from: "2026-02-16T08:00" };
  expect(times(everyTrigger, config, "2020-01-01T00:00:00Z", 3)).toEqual([
    "2026-02-16 08:00",
    "2026-02-16 09:30",
    "2026-02-16 11:00",
  ]);
});

test("every third day keeps its time of day when the clocks change", () => {
  const config = { every: "3d", from: "2026-03-02T08:00", timezone: "America/New_York" };
  expect(times(everyTrigger, config, "2026-03-04T00:00:00Z", 3)).toEqual([
    "2026-03-05 08:00",
    "2026-03-08 08:00",
    "2026-03-11 08:00",
  ]);
  const autumn = { every: "1d", from: "2026-10-30T00:30", timezone: "America/New_York" };
  expect(times(everyTrigger, autumn, "2026-10-31T12:00:00Z", 3)).toEqual([
    "2026-11-01 00:30",
    "2026-11-02 00:30",
    "2026-11-03 00:30",
  ]);
});

test("every second hour counts hours as they pass, also when the clocks change", () => {
  const config = { every: "2h", from: "2026-03-08T00:00", timezone: "America/New_York" };
  expect(times(everyTrigger, config, "2026-03-08T04:59:00Z", 3)).toEqual([
    "2026-03-08 00:00",
    "2026-03-08 03:00",
    "2026-03-08 05:00",
  ]);
});

test("a moment fires once and never again", () => {
  expect(times(atTrigger, { at: "2026-12-24T18:00" }, "2026-01-01T00:00:00Z", 3)).toEqual(["2026-12-24 18:00"]);
  expect(times(atTrigger, { at: "2026-12-24T18:00" }, "2026-12-24T10:00:00Z", 3)).toEqual([]);
  expect(times(atTrigger, { at: "2026-12-24T18:00+01:00" }, "2026-01-01T00:00:00Z", 1)).toEqual(["2026-12-25 01:00"]);
});

// Examples of RFC 5545, section 3.8.5.3.
test.each([
  [
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    "1997-09-29T09:00",
    ["1997-09-29 09:00", "1997-10-30 09:00", "1997-11-27 09:00"],
  ],
  [
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "1997-09-02T09:00",
    ["1998-02-13 09:00", "1998-03-13 09:00", "1998-11-13 09:00"],
  ],
  [
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
    "1997-08-05T09:00",
    ["1997-08-05 09:00", "1997-08-10 09:00", "1997-08-19 09:00", "1997-08-24 09:00"],
  ],
  [
    "FREQ=DAILY;UNTIL=19970905T000000Z",
    "1997-09-02T09:00",
    ["1997-09-02 09:00", "1997-09-03 09:00", "1997-09-04 09:00"],
  ],
  ["FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", ["1997-05-19 09:00", "1998-05-18 09:00", "1999-05-17 09:00"]],
])("%s from %s", (rrule, from, expected) => {
  const config = { rrule, from, timezone: "America/New_York" };
  expect(times(rruleTrigger, config, "1997-01-01T00:00:00Z", expected.length)).toEqual(expected);
});
