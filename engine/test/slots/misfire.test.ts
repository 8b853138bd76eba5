import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { cronRule, dueTimesOf, fatesOf, newDay, startEngine, useEngine } from "../start-engine.ts";

/** The tests below have no scheduler until they start one: two nodes would plan for each other. */
const asleep = useEngine({ start: false });

interface Outage {
  readonly cron: string;
  readonly misfire?: Record<string, unknown>;
  /** Belfry is down from midnight until then, with a rule that was saved before. */
  readonly until: string;
}

let rules = 0;
async function outage({
  cron,
  misfire,
  until,
}: Outage): Promise<{ t: TestEngine; slug: string; at: (time: string) => string }> {
  const sleeper = asleep();
  const { database } = sleeper;
  const midnight = new Date((await database.clock.now()).getTime() + 86_400_000).toISOString().slice(0, 10);
  const at = (time: string) => `${midnight}T${time.length === 5 ? `${time}:00` : time}.000Z`;
  await database.clock.set(at("00:00"));
  rules += 1;
  const slug = await sleeper.rule(
    cronRule(`late-${rules}`, cron, misfire === undefined ? {} : { trigger: { misfire } }),
  );
  await database.clock.set(at(until));
  const t = await startEngine({ database });
  await t.decided();
  await t.quiet();
  return { t, slug, at };
}

test("skip runs none of the missed fire times", async () => {
  const { t, slug } = await outage({ cron: "0 * * * *", misfire: { policy: "skip" }, until: "05:30" });
  await using _ = t;
  expect(await fatesOf(t, slug)).toEqual({ missed: 5 });
});

test("latest, the default, runs only the newest", async () => {
  const { t, slug, at } = await outage({ cron: "0 * * * *", until: "05:30" });
  await using _ = t;
  expect(await dueTimesOf(t, slug)).toEqual([at("05:00")]);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { missed: 4, fired: 1 }, balanced: true });
});

test("latest does not run the newest when it is older than the window, and says so", async () => {
  const { t, slug, at } = await outage({
    cron: "0 6 * * *",
    misfire: { policy: "latest", within: "2h" },
    until: "09:00",
  });
  await using _ = t;
  const [missed] = await t.engine.listSlots(slug, { from: new Date(at("00:00")), until: new Date(at("23:00")) });
  expect(missed).toMatchObject({ fate: "missed", n: 1, detail: { reason: "later than 2h" } });
});

test("all runs each one within the window, at most so many per minute", async () => {
  const misfire = { policy: "all", within: "1h", perMinute: 2 };
  const { t, slug, at } = await outage({ cron: "*/10 * * * *", misfire, until: "03:05" });
  await using _ = t;
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
  expect(await dueTimesOf(t, slug)).toHaveLength(2);
  await t[Symbol.asyncDispose]();

  await asleep().database.clock.set(at("04:05"));
  await using again = await startEngine({ database: asleep().database });
  await again.decided();
  const afterStart = (await dueTimesOf(again, slug)).length;
  // One of the first catch-up, and at most one of those that came due meanwhile.
  expect(afterStart).toBeLessThanOrEqual(4);
  for (const time of ["04:06", "04:07", "04:08"]) await again.moveTo(at(time));
  expect((await dueTimesOf(again, slug)).length).toBeLessThanOrEqual(afterStart + 6);
  expect((await again.engine.reconcileSlots(slug)).balanced).toBe(true);
});

test("a rule that is disabled during its catch-up runs no more of it", async () => {
  const misfire = { policy: "all", within: "12h", perMinute: 1 };
  const { t, slug, at } = await outage({ cron: "*/10 * * * *", misfire, until: "03:05" });
  await using _ = t;
  await t.engine.setRuleStatus(slug, "disabled");
  await t.moveTo(at("04:00"));
  expect(await t.executions(slug)).toHaveLength(1);
  expect(await t.engine.reconcileSlots(slug)).toMatchObject({ fates: { fired: 1, disabled: 17 + 6 }, balanced: true });
});

test("an outage of three days of a rule of every minute is two rows: the slots planned before it, and all others", async () => {
  await using t = await startEngine({ database: asleep().database });
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
  await using t = await startEngine({ database: asleep().database });
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
  await using t = await startEngine({ database: asleep().database });
  const at = await newDay(t);
  const slug = await t.rule(cronRule("busy", "* * * * *", { trigger: { misfire: { policy: "skip" } } }));
  await t.decided();
  await t.moveTo(at("00:01:45"));
  await t.moveTo(at("00:02:50"));
  expect(await fatesOf(t, slug)).toEqual({ fired: 2 });
});
