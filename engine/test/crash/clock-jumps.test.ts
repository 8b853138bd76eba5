import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createTestDatabase, type TestEngine } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import { startChild, testFolder } from "./start-child.ts";

const ZONE = "Europe/Berlin";
const actions = ["a", "b"].map((id) => ({ id, use: "note.work" }));
const all = { policy: "all", within: "1d", perMinute: 6_000 } as const;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The clock goes on as time does, only faster, and somebody starts a rule by hand now and then. */
async function goOn(t: TestEngine, started: number[]): Promise<void> {
  for (let step = 0; step < 15; step += 1) {
    await t.database.clock.advance(10_000);
    if (step % 3 === 0) started.push(await t.run("by-hand"));
    await pause(20);
  }
}

/** The clock goes on until all that was due is decided, also what is made up for over some moments, and has run. */
async function settle(t: TestEngine): Promise<Date> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline;) {
    await t.database.clock.advance(500);
    await t.quiet();
    const { rows } = await t.database.store.query({
      name: "test-late",
      text: "select from belfry.slots_due where due_at <= belfry.now() limit 1",
    });
    if (rows.length === 0) return t.database.clock.now();
  }
  throw new Error("Some slots were not decided.");
}

/** The minutes after one time and up to another whose time on the wall, as `Intl` tells it, is wanted; without our arithmetic. */
function minutesOf(from: Date, until: Date, isDue: (wall: string) => boolean): number[] {
  const wall = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
  const found: number[] = [];
  for (let at = Math.floor(from.getTime() / 60_000 + 1) * 60_000; at <= until.getTime(); at += 60_000)
    if (isDue(wall.format(at))) found.push(at);
  return found;
}

describe.concurrent("a clock that jumps by hours under load: each slot has one fate", { timeout: 300_000 }, () => {
  // In spring half past two does not happen, and its slot comes when the clocks have gone on; in autumn it happens twice.
  test.for([
    { when: "spring", day: "2026-03-28", next: "2026-03-29", night: "01:00" },
    { when: "autumn", day: "2026-10-24", next: "2026-10-25", night: "00:30" },
  ])(
    "forward, back, and forward over midnight and the change of the clocks in $when",
    async ({ day, next, night }, { onTestFinished }) => {
      const folder = testFolder(onTestFinished);
      const notes = join(folder, "notes");
      await using database = await createTestDatabase();
      const begin = new Date(`${day}T19:50:00Z`);
      await database.clock.set(begin);
      await using t = await startEngine({ database, plugins: [notingActions(notes)], start: false });
      const scheduled = async (rule: string, cron: string, misfire: object) =>
        t.rule({ rule, triggers: [{ cron, timezone: ZONE, misfire }], actions });
      await scheduled("minutely", "* * * * *", all);
      await scheduled("quarterly", "*/15 * * * *", all);
      await scheduled("midnight", "0 0 * * *", all);
      await scheduled("night", "30 2 * * *", all);
      await scheduled("newest", "* * * * *", { policy: "latest" });
      await t.rule({ rule: "by-hand", actions });
      await using one = startChild({ url: database.url, notes, folder }, onTestFinished);
      await using two = startChild({ url: database.url, notes, folder }, onTestFinished);
      await Promise.all([one.ready, two.ready]);

      const started: number[] = [];
      await goOn(t, started);
      await database.clock.advance(5 * 3_600_000);
      await goOn(t, started);
      await database.clock.advance(-3 * 3_600_000);
      await goOn(t, started);
      await database.clock.set(`${next}T02:10:00Z`);
      await goOn(t, started);
      const end = await settle(t);

      const firedAt = async (rule: string) =>
        (await t.executions(rule)).map(({ trigger }) => Date.parse(String(trigger["dueAt"]))).toSorted((a, b) => a - b);
      const minutes = minutesOf(begin, end, () => true);
      expect(await firedAt("minutely")).toEqual(minutes);
      expect(await firedAt("quarterly")).toEqual(minutesOf(begin, end, (wall) => /:(?:00|15|30|45)$/.test(wall)));
      expect(await firedAt("midnight")).toEqual(minutesOf(begin, end, (wall) => /^(?:00|24):00$/.test(wall)));
      expect(await firedAt("night")).toEqual([Date.parse(`${next}T${night}:00Z`)]);
      for (const rule of ["minutely", "quarterly", "midnight", "night"])
        expect(await t.engine.reconcileSlots(rule)).toMatchObject({
          fates: { fired: (await firedAt(rule)).length },
          balanced: true,
        });
      const { fates, balanced } = await t.engine.reconcileSlots("newest");
      expect([(fates.fired ?? 0) + (fates.missed ?? 0), balanced]).toEqual([minutes.length, true]);
      expect(new Set(await firedAt("newest")).size).toBe(fates.fired);

      // No node was taken for dead because of it, and no action ran twice.
      for (const { said } of [one, two]) expect(said.map((line) => line.split(" ")[0])).toEqual(["ready"]);
      const { rows } = await database.store.query<{ executions: number; succeeded: number; jumps: number }>({
        name: "test-sums",
        text: `select count(*)::int as executions, count(*) filter (where state = 'success')::int as succeeded,
        (select count(distinct sign(jump_ms) * round(abs(jump_ms) / 3600000.0))::int from belfry.clock_jumps) as jumps
        from belfry.executions`,
      });
      const { executions = 0, succeeded, jumps } = rows[0] ?? {};
      expect(succeeded).toBe(executions);
      expect(jumps).toBeGreaterThanOrEqual(3);
      expect(executions).toBeGreaterThan(minutes.length + started.length);
      const done = readNotes(notes).filter(({ what }) => what === "done");
      expect([done.length, new Set(done.map(({ key }) => key)).size]).toEqual([2 * executions, 2 * executions]);
    },
  );
});
