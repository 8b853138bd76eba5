import { tester, type TestEngine } from "@belfry/testkit";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cronRule, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();
const by = { by: tester };
const HOUR_MS = 3_600_000;
let count = 0;

const ruleParts = fc.record({
  cron: fc.constantFrom("0 */3 * * *", "30 1,7,13,19 * * *", "0 6 * * 1-5", "*/20 5-6 * * *", "0 0 */2 * *"),
  onHoliday: fc.constantFrom("none", "skip", "previous", "next", "run"),
  condition: fc.constantFrom(undefined, "int(trigger.dueAt.substring(11, 13)) % 2 == 1", "vars.nowhere.at.all", "true"),
  own: fc.constantFrom(undefined, "trigger.dueAt.endsWith('00:00.000Z')"),
  spread: fc.constantFrom(undefined, "5m"),
  misfire: fc.constantFrom("skip", "latest", "all"),
});
type Parts = typeof ruleParts extends fc.Arbitrary<infer T> ? T : never;

/** A rule of these parts, with a calendar in which one of the next days is off. */
async function save(t: TestEngine, parts: Parts, offDay: Date): Promise<string> {
  const { cron, onHoliday, condition, own, spread, misfire } = parts;
  const slug = `told-${(count += 1)}`;
  const days = [{ date: offDay.toISOString().slice(0, 10), kind: "off" as const }];
  const workWeek = [1, 2, 3, 4, 5, 6, 7];
  await t.engine.saveCalendar(
    { calendar: slug, name: slug, from: "2026-01-01", until: "2030-12-31", workWeek, days },
    by,
  );
  const trigger = {
    misfire: { policy: misfire },
    ...(onHoliday !== "none" && { calendar: slug, onHoliday }),
    ...(own !== undefined && { condition: own }),
    ...(spread !== undefined && { spread }),
  };
  return t.rule(cronRule(slug, cron, { trigger, ...(condition !== undefined && { condition }) }));
}

const fateAt = async (t: TestEngine, rule: string, at: Date) => {
  const { steps } = await t.engine.explainRule(rule, { at });
  return steps.findLast(({ code, values }) => /^(fate|will)\./.test(code) && "fate" in values)?.values["fate"];
};
const slotsOf = (t: TestEngine, rule: string, from: Date, until: Date) => t.engine.listSlots(rule, { from, until });

test("what is explained of a past slot is its fate, whatever befell the rule", async () => {
  const t = engine();
  const hours = fc.array(fc.constantFrom(1, 1, 2, 3, 5, 20, 30), { minLength: 4, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(ruleParts, hours, fc.nat({ max: 6 }), async (parts, steps, disabledAt) => {
      const at = await newDay(t);
      const start = new Date(at("00:00"));
      const slug = await save(t, parts, new Date(start.getTime() + 24 * HOUR_MS));
      let now = start.getTime();
      for (const [i, step] of steps.entries()) {
        now += step * HOUR_MS;
        await t.moveTo(new Date(now));
        if (i === disabledAt) await t.engine.setRuleStatus(slug, "disabled", by);
        if (i === disabledAt + 1) await t.engine.setRuleStatus(slug, "enabled", by);
      }
      const slots = await slotsOf(t, slug, start, new Date(now));
      for (const { from, to, fate } of slots) {
        // One that is made up for may be decided between the two looks.
        if (fate === "planned") continue;
        expect([from, await fateAt(t, slug, from)]).toEqual([from, fate]);
        expect([to, await fateAt(t, slug, to)]).toEqual([to, fate]);
      }
      await t.engine.setRuleStatus(slug, "archived", by);
    }),
    { numRuns: 8 },
  );
});

test("what is foretold of a time is what becomes of it when the clock is there", async () => {
  const t = engine();
  await fc.assert(
    fc.asyncProperty(ruleParts, async (parts) => {
      const at = await newDay(t);
      const start = new Date(at("00:00"));
      const slug = await save(t, parts, new Date(start.getTime() + 24 * HOUR_MS));
      const times: Date[] = [];
      const stops: number[] = [];
      for (const { at: due, movedFrom } of await t.engine.nextFireTimes(slug, 12, { all: true })) {
        if (due.getTime() >= start.getTime() + 60 * HOUR_MS) continue;
        times.push(movedFrom ?? due);
        stops.push(due.getTime(), (movedFrom ?? due).getTime());
      }
      const foretold = await Promise.all(times.map((time) => fateAt(t, slug, time)));
      // As it goes when nobody is late: the clock stands at each time at which something is decided.
      const hours = Array.from({ length: 84 }, (_, hour) => start.getTime() + (hour + 1) * HOUR_MS);
      for (const moment of [...new Set([...hours, ...stops])].toSorted((a, b) => a - b))
        await t.moveTo(new Date(moment));
      const became = await Promise.all(times.map((time) => fateAt(t, slug, time)));
      expect(times.map((time, i) => [time, foretold[i]])).toEqual(times.map((time, i) => [time, became[i]]));
      const slots = await slotsOf(t, slug, start, new Date(start.getTime() + 84 * HOUR_MS));
      expect(slots.length).toBeGreaterThan(0);
      await t.engine.setRuleStatus(slug, "archived", by);
    }),
    { numRuns: 6 },
  );
}, 300_000);
