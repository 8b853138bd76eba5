import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { tester } from "@belfry/testkit";
import { cronRule, dueTimesOf, fatesOf, minuteByMinute, newDay, startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine();

const edit = (t: TestEngine, rule: Record<string, unknown>) =>
  t.engine.saveRule({ name: "测试", ...rule }, { by: tester });

test("an edit that keeps the trigger moves the planned slots to the new version", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("report", "0 6 * * *"));
  await t.moveTo(at("05:00"));
  await edit(
    t,
    cronRule("report", "0 6 * * *", { actions: [{ id: "note", use: "test.echo", with: { value: "new" } }] }),
  );
  await t.moveTo(at("06:00"));
  await t.quiet();

  const [execution] = await t.executions(slug);
  expect(execution?.ruleVersion).toBe(2);
  expect(t.actions.runs.map((run) => run.input)).toEqual([{ value: "new" }]);
  expect(await fatesOf(t, slug)).toEqual({ fired: 1 });
});

test("an edit of the schedule gives the planned slots the fate superseded, in one row, and plans the new ones", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("often", "* * * * *"));
  await minuteByMinute(t, at("00:05"));
  await edit(t, cronRule("often", "30 * * * *"));
  await t.moveTo(at("00:30"));
  await t.quiet();

  const { fates, balanced } = await t.engine.reconcileSlots(slug);
  expect(balanced).toBe(true);
  expect(fates.fired).toBe(5 + 1);
  expect(fates.superseded).toBeGreaterThan(0);
  const slots = await t.engine.listSlots(slug, { from: new Date(at("00:00")), until: new Date(at("23:59")) });
  expect(slots.filter((slot) => slot.fate === "superseded")).toHaveLength(1);
});

test("an execution keeps the version it started with while the rule is edited under it", async () => {
  const t = engine();
  const block = { id: "hold", use: "test.block", with: { name: "gate" } };
  const slug = await t.rule({
    rule: "pinned",
    actions: [block, { id: "say", use: "test.echo", with: { value: "old" } }],
  });
  const id = await t.run(slug);
  await t.actions.begun("gate");
  await edit(t, { rule: "pinned", actions: [block, { id: "say", use: "test.echo", with: { value: "new" } }] });
  t.actions.release("gate");

  const execution = await t.reached(id, "success");
  expect(execution.ruleVersion).toBe(1);
  expect(execution.actionRuns.at(-1)?.output).toBe("old");
});

test("saving the same definition again makes no version and touches no slot", async () => {
  const t = engine();
  const slug = await t.rule(cronRule("same", "0 * * * *"));
  await t.decided();
  expect((await edit(t, cronRule("same", "0 * * * *"))).outcome).toBe("unchanged");
  expect((await t.engine.getRule(slug)).version).toBe(1);
  expect(await fatesOf(t, slug)).toEqual({});
});

test("a trigger that is removed and put back accounts for both of its lives", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("on-off", "* * * * *"));
  await minuteByMinute(t, at("00:03"));
  await edit(t, { rule: "on-off", actions: [{ use: "test.echo" }] });
  await t.moveTo(at("00:10"));
  await edit(t, cronRule("on-off", "* * * * *"));
  await minuteByMinute(t, at("00:12"));

  const { fates, balanced } = await t.engine.reconcileSlots(slug);
  expect(balanced).toBe(true);
  expect(fates.fired).toBe(3 + 2);
});

test("an edit while nobody planned loses no fire time that had already passed", async () => {
  await using t = await startEngine({ start: false });
  const slug = await t.rule(cronRule("asleep", "* * * * *"));
  // No scheduler runs; an hour passes; then a person edits the schedule through a node that only answers questions.
  await t.database.clock.advance(3_600_000);
  await edit(t, cronRule("asleep", "0 * * * *"));
  await t.engine.start();
  await t.decided();

  const { fates, balanced } = await t.engine.reconcileSlots(slug);
  expect(balanced).toBe(true);
  expect(fates).toMatchObject({ missed: 59, fired: 1 });
});

test("a clock that went back before an edit breaks no sum, and nothing fires twice", async () => {
  const t = engine();
  const at = await newDay(t);
  const slug = await t.rule(cronRule("back", "* * * * *"));
  await minuteByMinute(t, at("00:06"));
  await t.moveTo(at("00:03"));
  await edit(t, cronRule("back", "* * * * *", { trigger: { misfire: { policy: "skip" } } }));
  await minuteByMinute(t, at("00:08"));
  await t.quiet();

  expect(await dueTimesOf(t, slug)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((minute) => at(`00:0${minute}`)));
  expect((await t.engine.reconcileSlots(slug)).balanced).toBe(true);
});
