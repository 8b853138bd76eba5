import { parseHolidayNotice } from "@belfry/model";
import { tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";

const engine = useEngine();
const by = { by: tester };

/** February and March of 2026 as the State Council announced them. */
const notice = parseHolidayNotice(`关于2026年部分节假日安排的通知
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。`);
const days = notice.ok ? notice.days : [];
const cn = { calendar: "cn", name: "中国法定节假日", from: "2026-01-01", until: "2026-03-31", days };

const actions = [{ id: "one", use: "test.echo", with: { value: "${{ trigger.dueAt }}" } }];

/** Runs a rule from one day to another, and tells what became of its slots. */
async function fates(
  trigger: Record<string, unknown>,
  from: string,
  until: string,
  meanwhile?: (slug: string) => Promise<void>,
): Promise<string[]> {
  const t = engine();
  await t.engine.saveCalendar(cn, by);
  await t.moveTo(`${from}T00:00:00+08:00`);
  const slug = await t.rule({
    rule: `r${from}-${Math.random().toString(36).slice(2, 8)}`,
    triggers: [{ calendar: "cn", ...trigger }],
    actions,
  });
  await t.decided();
  await meanwhile?.(slug);
  for (
    let day = Date.parse(`${from}T00:00:00+08:00`);
    day <= Date.parse(`${until}T23:00:00+08:00`);
    day += 6 * 3_600_000
  ) {
    await t.moveTo(new Date(day + 5 * 3_600_000));
  }
  await t.quiet();
  const { balanced } = await t.engine.reconcileSlots(slug);
  expect(balanced).toBe(true);
  const slots = await t.engine.listSlots(slug, {
    from: new Date(`${from}T00:00:00+08:00`),
    until: new Date(`${until}T23:59:59+08:00`),
  });
  await t.engine.setRuleStatus(slug, "archived", by);
  return slots
    .filter(({ fate }) => fate !== "planned")
    .map(({ from: at, fate, n, detail }) => {
      const local = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 10);
      const to = (detail?.["to"] ?? detail?.["into"]) as string | undefined;
      const moved = to === undefined ? "" : ` ${new Date(Date.parse(to) + 8 * 3_600_000).toISOString().slice(5, 10)}`;
      return `${local} ${fate}${n > 1 ? ` ×${n}` : ""}${moved}`;
    });
}

test("holidays are skipped, and days that make up for them are worked on", async () => {
  expect(await fates({ cron: "0 6 * * *" }, "2026-02-13", "2026-02-25")).toEqual([
    "02-13 fired",
    "02-14 fired",
    "02-15 calendar-skipped",
    "02-16 calendar-skipped",
    "02-17 calendar-skipped",
    "02-18 calendar-skipped",
    "02-19 calendar-skipped",
    "02-20 calendar-skipped",
    "02-21 calendar-skipped",
    "02-22 calendar-skipped",
    "02-23 calendar-skipped",
    "02-24 fired",
    "02-25 fired",
  ]);
});

test("a slot on a holiday moves to the next working day, and several there become one", async () => {
  expect(await fates({ cron: "0 6 15 * *", onHoliday: "next" }, "2026-02-14", "2026-02-25")).toEqual([
    "02-15 moved 02-24",
  ]);
  expect(await fates({ cron: "0 6 * * 0,1", onHoliday: "next" }, "2026-02-14", "2026-02-25")).toEqual([
    "02-15 moved 02-24",
    "02-16 merged 02-24",
    "02-22 merged 02-24",
    "02-23 merged 02-24",
  ]);
  expect((await fates({ cron: "0 6 * * *", onHoliday: "next" }, "2026-02-20", "2026-02-24")).slice(-2)).toEqual([
    "02-23 merged 02-24",
    "02-24 fired",
  ]);
});

test("a slot on a holiday moves to the working day before it, once", async () => {
  const t = engine();
  const slugs: string[] = [];
  expect(
    await fates({ cron: "0 6 15,16,17 * *", onHoliday: "previous" }, "2026-02-10", "2026-02-18", async (slug) => {
      slugs.push(slug);
    }),
  ).toEqual(["02-15 moved 02-14", "02-16 merged ×2 02-14"]);
  const [execution, ...others] = await t.executions(slugs[0]!);
  expect(others).toEqual([]);
  expect(execution!.createdAt.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-02-14T06:00:00+08:00"));
  expect(execution!.createdAt.getTime()).toBeLessThan(Date.parse("2026-02-15T00:00:00+08:00"));
});

test("a calendar that is changed moves what was planned by the old one", async () => {
  const t = engine();
  const changed = { ...cn, days: [...days, { date: "2026-03-20", kind: "off" as const, name: "校庆" }] };
  expect(
    await fates({ cron: "0 6 20 3 *", onHoliday: "previous" }, "2026-03-10", "2026-03-21", async () => {
      await t.engine.saveCalendar(changed, by);
    }),
  ).toEqual(["03-20 moved 03-19"]);
});

test("only the nth working day of a month", async () => {
  expect(
    (await fates({ cron: "0 6 * * *", workday: -1 }, "2026-02-26", "2026-03-01")).filter((fate) =>
      fate.includes("fired"),
    ),
  ).toEqual(["02-28 fired"]);
});

test("the first working day of a month, and one that a month does not have", async () => {
  expect(
    (await fates({ cron: "0 6 * * *", workday: 1 }, "2026-01-30", "2026-02-04")).filter((fate) =>
      fate.includes("fired"),
    ),
  ).toEqual(["02-02 fired"]);
  expect(
    (await fates({ cron: "0 6 * * *", workday: 23 }, "2026-02-24", "2026-03-01")).filter((fate) =>
      fate.includes("fired"),
    ),
  ).toEqual([]);
});

test("a rule that says run fires on days off as well, and only as far as the calendar knows", async () => {
  expect(await fates({ cron: "0 6 * * *", onHoliday: "run" }, "2026-02-14", "2026-02-16")).toEqual([
    "02-14 fired",
    "02-15 fired",
    "02-16 fired",
  ]);
  expect(await fates({ cron: "0 6 * * *", onHoliday: "run" }, "2026-03-31", "2026-04-01")).toEqual([
    "03-31 fired",
    "04-01 calendar-skipped",
  ]);
});

test("a business day that begins at four: two at night belongs to the day before", async () => {
  expect(await fates({ cron: "0 2 * * *", dayStartsAt: "04:00" }, "2026-02-14", "2026-02-16")).toEqual([
    "02-14 fired",
    "02-15 fired",
    "02-16 calendar-skipped",
  ]);
});

test("beyond the calendar nothing is guessed", async () => {
  const t = engine();
  const slugs: string[] = [];
  const after = await fates({ cron: "0 6 * * *" }, "2026-03-31", "2026-04-02", async (slug) => {
    slugs.push(slug);
  });
  expect(after).toEqual(["03-31 fired", "04-01 calendar-skipped", "04-02 calendar-skipped"]);
  const slots = await t.engine.listSlots(slugs[0]!, { from: new Date("2026-04-01"), until: new Date("2026-04-03") });
  expect(slots.at(-1)?.detail).toMatchObject({ reason: "undecided", knownUntil: "2026-03-31" });
});

test("a calendar that rules use is not removed, and says by which", async () => {
  const t = engine();
  await t.engine.saveCalendar({ ...cn, calendar: "own" }, by);
  const slug = await t.rule({ rule: "uses-own", triggers: [{ cron: "0 6 * * *", calendar: "own" }], actions });
  await expect(t.engine.removeCalendar("own", by)).rejects.toMatchObject({
    code: "CALENDAR_IN_USE",
    detail: expect.stringContaining(slug) as string,
  });
  await t.engine.setRuleStatus(slug, "archived", by);
  await t.engine.removeCalendar("own", by);
  await expect(t.engine.removeCalendar("own", by)).rejects.toMatchObject({ code: "CALENDAR_NOT_FOUND" });
  await expect(
    t.engine.saveCalendar({ calendar: "x", name: "x", from: "2026-02-30", until: "2026" }, by),
  ).rejects.toMatchObject({
    code: "CALENDAR_INVALID",
  });
});
