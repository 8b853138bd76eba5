import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { tester } from "@belfry/testkit";
import { cronRule, dueTimesOf, fatesOf, newDay, useEngine } from "../start-engine.ts";

const engine = useEngine();

interface Outage {
  readonly cron: string;
  readonly misfire?: Record<string, unknown>;
  /** Belfry is away from midnight until then, with a rule that was planned before. */
  readonly until: string;
}

let rules = 0;
/** The clock jumps over the outage: nobody was there meanwhile. */
async function outage({
  cron,
  misfire,
  until,
}: Outage): Promise<{ t: TestEngine; slug: string; at: (time: string) => string }> {
  const t = engine();
  const at = await newDay(t);
  rules += 1;
  const slug = await t.rule(cronRule(`late-${rules}`, cron, misfire === undefined ? {} : { trigger: { misfire } }));
  await t.decided();
  await t.moveTo(at(until));
  await t.quiet();
  return { t, slug, at };
}

test("skip runs none of the missed fire times", async () => {
  const { t, slug } = await outage({ cron: "0 * * * *", misfire: { policy: "skip" }, until: "05:30" });
  expect(await fatesOf(t, slug)).toEqual({ missed: 5 });
});

test("latest, the default, runs only the newest", async () => {
  const { t, slug, at } = await outage({ cron: "0 * * * *", until: "05:30" });
  expect(await dueTimesOf(t, slug)).toEqual([at("05:00")]);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { missed: 4, fired: 1 }, balanced: true });
});

test("latest does not run the newest when it is older than the window, and says so", async () => {
  const { t, slug, at } = await outage({
    cron: "0 6 * * *",
    misfire: { policy: "latest", within: "2h" },
    until: "09:00",
  });
  const [missed] = await t.engine.listSlots(slug, { from: new Date(at("00:00")), until: new Date(at("23:00")) });
  expect(missed).toMatchObject({ fate: "missed", n: 1, detail: { reason: "later than 2h" } });
});

test("all runs each one within the window, at most so many per minute", async () => {
  const misfire = { policy: "all", within: "1h", perMinute: 2 };
  const { t, slug, at } = await outage({ cron: "*/10 * * * *", misfire, until: "03:05" });
  expect(await dueTimesOf(t, slug)).toEqual([at("02:10")]);
  await t.moveTo(at("03:05:30"));
  expect(await dueTimesOf(t, slug)).toEqual([at("02:10"), at("02:20")]);
  for (const time of ["03:06", "03:06:30", "03:07", "03:07:30", "03:08"]) await t.moveTo(at(time));
  expect(await dueTimesOf(t, slug)).toEqual(["02:10", "02:20", "02:30", "02:40", "02:50", "03:00"].map(at));
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { missed: 12, fired: 6 }, balanced: true });
});

test("a second outage in the middle of a catch-up starts no storm", async () => {
  const misfire = { policy: "all", within: "12h", perMinute: 1 };
  const { t, slug, at } = await outage({ cron: "*/10 * * * *", misfire, until: "03:05" });
  await t.moveTo(at("03:06"));
  const before = (await dueTimesOf(t, slug)).length;
  await t.moveTo(at("04:05"));
  const atReturn = (await dueTimesOf(t, slug)).length;
  // Of the first catch-up, of what came due meanwhile, and the newest: one each.
  expect(atReturn - before).toBeLessThanOrEqual(3);
  for (const time of ["04:06", "04:07", "04:08"]) await t.moveTo(at(time));
  expect((await dueTimesOf(t, slug)).length - atReturn).toBeLessThanOrEqual(6);
  expect((await t.engine.reconcileSlots(slug)).balanced).toBe(true);
});

test("a rule that is disabled during its catch-up runs no more of it", async () => {
  const misfire = { policy: "all", within: "12h", perMinute: 1 };
  const { t, slug, at } = await outage({ cron: "*/10 * * * *", misfire, until: "03:05" });
  const before = (await t.executions(slug)).length;
  await t.engine.setRuleStatus(slug, "disabled", { by: tester });
  await t.moveTo(at("04:00"));
  expect(await t.executions(slug)).toHaveLength(before);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({
    fates: { fired: before, disabled: 24 - before },
    balanced: true,
  });
});

test("an outage of three days of a rule of every minute is two rows: the slots planned before it, and all others", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("outage", "* * * * *"));
  await t.decided();
  const end = new Date(new Date(at("00:00")).getTime() + 3 * 86_400_000);
  await t.moveTo(end);
  const slots = await t.engine.listSlots(slug, { from: new Date(at("00:00")), until: end });
  const missed = slots.filter((slot) => slot.fate === "missed");
  expect(missed.length).toBeLessThanOrEqual(2);
  expect(missed.reduce((total, slot) => total + slot.n, 0)).toBe(3 * 24 * 60 - 1);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { fired: 1 }, balanced: true });
});

test("a hundred thousand missed fire times are few rows, and other rules do not wait for their counting", async () => {
  const t = engine();
  const at = await newDay(t);
  const every = await t.rule(cronRule("every-second", "* * * * * *"));
  const other = await t.rule(cronRule("hourly", "0 * * * *"));
  await t.moveTo(new Date(new Date(at("00:00")).getTime() + 100_000_000));
  await t.quiet();

  expect(await t.engine.reconcileSlots(every)).toMatchObject({ fates: { missed: 99_999, fired: 1 }, balanced: true });
  expect(await fatesOf(t, other)).toMatchObject({ fired: 1 });
  const { rows } = await t.database.store.query<{ n: number }>({
    name: "count-rows",
    text: `select count(*)::int as n from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
      join belfry.rules r on r.id = t.rule_id where r.slug = 'every-second'`,
  });
  expect(rows[0]?.n).toBeLessThan(40);
  expect(t.errors).toEqual([]);
});

test("a busy scheduler that is some seconds late skips nothing, whatever the policy", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("busy", "* * * * *", { trigger: { misfire: { policy: "skip" } } }));
  await t.decided();
  await t.moveTo(at("00:01:45"));
  await t.moveTo(at("00:02:50"));
  expect(await fatesOf(t, slug)).toEqual({ fired: 2 });
});
