import { tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { insertAlerts } from "../../src/sql/alerts/insert-alerts.ts";
import { cronRule, newDay } from "../start-engine.ts";
import { looked, lookUntil, startWatched, toldOf } from "./start-watched.ts";

const broken = { id: "send", use: "test.fail", with: { until: "${{ vars.isBroken ? 9 : 1 }}", retryable: false } };
const inputs = { type: "object", properties: { name: { type: "string" } } };
const listener = {
  rule: "listener",
  alerts: false,
  triggers: [{ id: "alert", event: "belfry.*", source: "belfry:/alerts" }],
  actions: [{ id: "note", use: "test.echo", with: { text: "{{ event.type }} {{ event.subject }}" } }],
};

test("a rule that fails is told once when it begins and once when one succeeds, and which rule was told is known", async () => {
  await using t = await startWatched();
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  await t.rule(listener);
  await t.rule({ rule: "bad", actions: [broken] });
  for (let i = 0; i < 2; i += 1) await t.reached(await t.run("bad"), "failed");
  const [alert] = await lookUntil(t, (alerts) => alerts.length > 0);
  expect(alert).toMatchObject({
    kind: "rule.failing",
    subject: "bad",
    rule: "bad",
    until: null,
    facts: { failed: 2, succeeded: 0, rate: 1, last: { code: "TOLD_TO_FAIL" } },
    told: [{ rule: "listener", fate: "fired" }],
  });
  for (let i = 0; i < 3; i += 1) {
    await t.database.clock.advance(60_000);
    await looked(t);
  }
  // Nothing ran for hours: that proves nothing.
  await t.database.clock.advance(3 * 3_600_000);
  await looked(t);
  expect(await toldOf(t)).toEqual(["belfry.rule.failing bad"]);

  await t.engine.setVariables({ isBroken: false }, { by: tester });
  await t.reached(await t.run("bad"), "success");
  const [over] = await lookUntil(t, (alerts) => alerts[0]?.until !== null);
  expect(over).toMatchObject({ endFacts: { failed: 0, succeeded: 1, rate: 0 } });
  expect(await toldOf(t)).toEqual(["belfry.rule.failing bad", "belfry.rule.failing.resolved bad"]);
  await t.quiet();
  expect(t.actions.runs.filter(({ use }) => use === "test.echo").map(({ input }) => input)).toEqual([
    { text: "belfry.rule.failing bad" },
    { text: "belfry.rule.failing.resolved bad" },
  ]);
  expect(t.errors).toEqual([]);
});

test("a failing rule is over when nobody has to do anything about its failures any more", async () => {
  await using t = await startWatched();
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  await t.rule({ rule: "bad", actions: [broken] });
  await t.reached(await t.run("bad"), "failed");
  await lookUntil(t, (alerts) => alerts.length === 1);
  await t.engine.askForFailures({ work: "dismiss", selection: { rule: "bad" }, by: tester, scope: null, note: "over" });
  await t.database.clock.advance(3_600_000);
  await lookUntil(t, (alerts) => alerts[0]?.until !== null);
});

test("each rule says itself how many may fail, or that it wants no alerts; the settings say it for the others", async () => {
  await using t = await startWatched({ settings: { failureRate: 0.6 } });
  await t.engine.setVariables({ isBroken: false }, { by: tester });
  await t.rule({ rule: "usual", actions: [broken] });
  await t.rule({ rule: "strict", alerts: { failureRate: 0.1 }, actions: [broken] });
  await t.rule({ rule: "quiet", alerts: false, actions: [broken] });
  for (const rule of ["usual", "strict", "quiet"]) await t.reached(await t.run(rule), "success");
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  for (const rule of ["usual", "strict", "quiet"]) await t.reached(await t.run(rule), "failed");
  await t.reached(await t.run("quiet"), "failed");
  await looked(t);
  await t.database.clock.advance(60_000);
  await looked(t);
  expect((await t.engine.listAlerts()).map(({ subject }) => subject)).toEqual(["strict"]);
});

test("a rule whose fire time passes without a start is silent, and no longer when it is started", async () => {
  await using t = await startWatched();
  const at = await newDay(t);
  await t.rule(cronRule("hourly", "0 * * * *"));
  await looked(t);
  await t.decided();
  // As when its plan was lost: the scheduler knows of nothing to do.
  await t.database.store.query({ name: "lose-plan", text: "delete from belfry.slots_due" });
  await t.database.store.query({
    name: "stop-plan",
    text: "update belfry.trigger_plans set extend_at = 'infinity', planned_until = 'infinity'",
  });
  await t.database.clock.set(at("01:29"));
  await looked(t);
  expect(await t.engine.listAlerts()).toEqual([]);
  const [alert] = await lookUntil(t, (alerts) => alerts.length > 0, { minutes: 5 });
  expect(alert).toMatchObject({
    kind: "rule.silent",
    subject: "hourly",
    facts: { lastStartedAt: null, by: "schedule" },
  });
  await t.reached(await t.run("hourly"), "success");
  await lookUntil(t, (alerts) => alerts[0]?.until !== null, { minutes: 5 });
  expect(await toldOf(t)).toEqual(["belfry.rule.silent hourly", "belfry.rule.silent.resolved hourly"]);
});

test("a rule says itself how long it may be silent, and one that is disabled is silent by intention", async () => {
  await using t = await startWatched();
  await t.rule({ rule: "asked", alerts: { silentAfter: "2h" }, actions: [{ use: "test.echo" }] });
  await t.rule({ rule: "by-hand", actions: [{ use: "test.echo" }] });
  await looked(t);
  await t.database.clock.advance(2 * 3_600_000);
  const alerts = await lookUntil(t, (all) => all.length > 0, { minutes: 3 });
  expect(alerts).toMatchObject([{ kind: "rule.silent", subject: "asked", facts: { by: "rule" } }]);
  await t.engine.setRuleStatus("asked", "disabled", { by: tester });
  const [over] = await lookUntil(t, (all) => all[0]?.until !== null, { minutes: 3 });
  expect(over?.endFacts).toEqual({ reason: "The rule is no longer enabled." });
});

test("an execution that works for longer than its rule has until the next fire time makes the rule slow", async () => {
  await using t = await startWatched();
  await t.rule(
    cronRule("minutely", "* * * * *", { actions: [{ use: "test.block", with: { name: "x" }, timeout: "1d" }] }),
  );
  await looked(t);
  await t.run("minutely");
  await t.actions.begun("x");
  const alerts = await lookUntil(t, (all) => all.some(({ kind }) => kind === "rule.slow"), { minutes: 4 });
  expect(alerts.find(({ kind }) => kind === "rule.slow")).toMatchObject({
    subject: "minutely",
    facts: { allowedMs: 60_000 },
  });
  t.actions.release("x");
  await lookUntil(t, (all) => all.every(({ kind, until }) => kind !== "rule.slow" || until !== null), { minutes: 4 });
});

test("executions that nobody takes make the queue slow", async () => {
  await using t = await startWatched({ concurrency: 1 });
  await t.rule({
    rule: "waits",
    actions: [{ use: "test.block", with: { name: "{{ inputs.name }}" }, timeout: "1d" }],
    inputs,
  });
  await t.run("waits", { name: "first" });
  await t.actions.begun("first");
  await t.run("waits", { name: "second" });
  await looked(t);
  const alerts = await lookUntil(t, (all) => all.length > 0, { minutes: 3 });
  expect(alerts).toMatchObject([{ kind: "queue.slow", subject: "queue", rule: null, facts: { allowedMs: 30_000 } }]);
  for (const name of ["first", "second"]) t.actions.release(name);
  await t.quiet();
  await lookUntil(t, (all) => all[0]?.until !== null, { minutes: 3 });
  expect(t.errors).toEqual([]);
});

test("slots that are missed are told with their number, and are over after an hour without", async () => {
  await using t = await startWatched();
  const at = await newDay(t);
  await t.rule(cronRule("misses", "*/10 * * * *", { trigger: { misfire: { policy: "skip" } } }));
  await t.decided();
  await t.moveTo(at("05:05"));
  const alerts = await lookUntil(t, (all) => all.some(({ kind }) => kind === "slot.missed"), { minutes: 3 });
  const missed = alerts.find(({ kind }) => kind === "slot.missed");
  expect(missed).toMatchObject({ subject: "misses", rule: "misses" });
  for (let minute = 0; minute < 62; minute += 1) {
    await t.database.clock.advance(60_000);
    await t.decided();
    await looked(t);
  }
  const after = (await t.engine.listAlerts()).filter(({ kind }) => kind === "slot.missed");
  expect(after).toHaveLength(1);
  expect(after[0]?.until).not.toBeNull();
  expect(after[0]?.facts["missed"]).toBeGreaterThan(5);
});

const hour = (time: string) => `2026-03-01T${time}:00+00:00`;

test("batches of missed slots that are looked at one after the other are one alert, from the first slot to the last", async () => {
  await using t = await startWatched({ start: false });
  const batches = [
    [2, "03:00", "04:00"],
    // An older one that was signalled later, and one that lies within what is known.
    [3, "01:00", "02:00"],
    [1, "03:30", "03:30"],
    [4, "04:30", "06:00"],
  ] as const;
  for (const [missed, from, to] of batches)
    await t.database.store.transaction((tx) =>
      insertAlerts(tx, [
        {
          kind: "slot.missed",
          subject: "misses",
          ruleId: null,
          depth: 0,
          facts: { missed, from: hour(from), to: hour(to) },
        },
      ]),
    );
  expect((await t.engine.listAlerts()).map(({ facts }) => facts)).toEqual([
    { missed: 10, from: hour("01:00"), to: hour("06:00") },
  ]);
});

test("an alert about a rule that is told of alerts does not go in circles", async () => {
  await using t = await startWatched();
  await t.engine.setVariables({ isBroken: true }, { by: tester });
  const { alerts: _, ...watched } = listener;
  await t.rule({ ...watched, actions: [broken] });
  await t.rule({ rule: "bad", actions: [broken] });
  await t.reached(await t.run("bad"), "failed");
  for (let minute = 0; minute < 6; minute += 1) {
    await looked(t);
    await t.quiet();
    await t.database.clock.advance(60_000);
  }
  await looked(t);
  expect(await toldOf(t)).toEqual(["belfry.rule.failing bad", "belfry.rule.failing listener"]);
  expect(await t.executions("listener")).toHaveLength(2);
});

test("that nothing more is accepted is told with the reason, and is over when there is room again", async () => {
  await using t = await startWatched({ backlog: 4, roles: ["scheduler"] });
  await t.rule({ rule: "much", alerts: false, actions: [{ id: "note", use: "test.echo" }] });
  // People may start rules all the same.
  for (let n = 0; n < 4; n += 1) await t.engine.triggerRule("much", { by: tester });
  const [alert] = await lookUntil(t, (alerts) => alerts.some(({ kind }) => kind === "backlog.full"), { minutes: 3 });
  expect(alert).toMatchObject({
    kind: "backlog.full",
    subject: "queue",
    rule: null,
    until: null,
    facts: { reason: expect.stringContaining("4") as string },
  });
  // With all roles: the same connections know the tick of one node only.
  await using worker = await startWatched({ database: t.database, backlog: 4 });
  await t.quiet();
  await t.database.clock.advance(60_000);
  await lookUntil(t, (alerts) => alerts.every(({ until }) => until !== null), { minutes: 3 });
  expect((await toldOf(t)).filter((told) => told.includes("backlog"))).toEqual([
    "belfry.backlog.full queue",
    "belfry.backlog.full.resolved queue",
  ]);
  expect([...t.errors, ...worker.errors]).toEqual([]);
});
