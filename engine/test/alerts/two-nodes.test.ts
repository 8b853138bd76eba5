import { join } from "node:path";
import { createTestDatabase, tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { notingActions } from "../crash/noting-actions.ts";
import { startChild, testFolder } from "../crash/start-child.ts";
import { startEngine } from "../start-engine.ts";
import { failMany } from "../failures/many-failures.ts";
import { lookUntil, looked, startWatched, toldOf } from "./start-watched.ts";

const idle = { actions: [{ id: "send", use: "test.echo" }] };

test("two nodes find and tell of an alert once, and of its end once", async () => {
  await using one = await startWatched();
  await using two = await startWatched({ database: one.database });
  await one.rule({ rule: "bad", ...idle });
  await failMany(one, "bad", 5);
  await lookUntil(one, (alerts) => alerts.length > 0, { minutes: 5 });
  for (let minute = 0; minute < 3; minute += 1) {
    await one.database.clock.advance(60_000);
    await looked(one);
  }
  await one.engine.askForFailures({
    work: "dismiss",
    selection: { rule: "bad" },
    by: tester,
    scope: null,
    note: "over",
  });
  await one.database.clock.advance(3_600_000);
  await lookUntil(one, (alerts) => alerts[0]?.until !== null, { minutes: 5 });
  expect(await toldOf(one)).toEqual(["belfry.rule.failing bad", "belfry.rule.failing.resolved bad"]);
  expect([...one.errors, ...two.errors]).toEqual([]);
});

test.each(["before-alerts-commit", "after-alerts-commit", "before-accept-commit", "after-accept-commit"] as const)(
  "a node that is killed %s leaves an alert that another one tells of once",
  async (point) => {
    await using database = await createTestDatabase();
    const folder = testFolder();
    const notes = join(folder, "notes");
    await using author = await startEngine({ database, plugins: [notingActions(notes)], start: false });
    await author.rule({ rule: "bad", actions: [{ id: "send", use: "note.work" }] });
    await failMany(author, "bad", 2);
    const crashAt = { point, passage: 1 };
    await using child = startChild({ url: database.url, notes, folder, crashAt, watches: true });
    expect(await child.ended).toBe("SIGKILL");
    await using t = await startWatched({ database, plugins: [notingActions(notes)] });
    await lookUntil(t, (alerts) => alerts.length > 0, { minutes: 5 });
    await database.clock.advance(60_000);
    await looked(t);
    expect(await toldOf(t)).toContain("belfry.rule.failing bad");
    expect((await toldOf(t)).filter((told) => told === "belfry.rule.failing bad")).toHaveLength(1);
    expect((await t.engine.listAlerts()).filter(({ kind }) => kind === "rule.failing")).toHaveLength(1);
  },
);

test("a node that dies is told by the name of its host, and is over when one of this name is there", async () => {
  await using database = await createTestDatabase();
  const folder = testFolder();
  const notes = join(folder, "notes");
  await using child = startChild({ url: database.url, notes, folder });
  await child.ready;
  await using t = await startWatched({ database });
  child.process.kill("SIGKILL");
  await child.ended;
  await t.until(async () => {
    const { rows } = await database.store.query<{ n: number }>({
      name: "test-signals",
      text: "select count(*)::int as n from belfry.alert_signals where kind = 'node.lost'",
    });
    return rows[0]?.n === 1;
  });
  await database.clock.advance(60_000);
  const alerts = await lookUntil(t, (all) => all.some(({ kind }) => kind === "node.lost"), { minutes: 3 });
  expect(alerts.find(({ kind }) => kind === "node.lost")?.facts).toMatchObject({ executions: 0 });
  await lookUntil(t, (all) => all.every(({ until }) => until !== null), { minutes: 3 });
});

test("feeds that fail, connections that are parked and executions that were set aside are told as long as they last", async () => {
  await using t = await startWatched();
  await t.rule({ rule: "fed", ...idle });
  const query = (text: string) => t.database.store.pool.query(text);
  await query(`with t as (
      insert into belfry.triggers (rule_id, key, kind, config, active_from)
      select id, 'feed', 'none', '{}', belfry.now() from belfry.rules where slug = 'fed' returning id, rule_id)
    insert into belfry.trigger_feeds (trigger_id, rule_id, kind, mode, state, since, due_at, attempts)
    select id, rule_id, 'none', 'poll', 'failing', belfry.now(), 'infinity', 7 from t`);
  await query(`insert into belfry.breakers (connection, state, epoch, since, opened_at, reason, probe_at, look_at)
    values ('erp.example:443', 'open', 1, belfry.now(), belfry.now(), 'x', 'infinity', 'infinity')`);
  await failMany(t, "fed", 1, { code: "EXECUTION_POISONED" });
  const kinds = async () =>
    (await t.engine.listAlerts({ open: true })).map(({ kind, subject }) => `${kind} ${subject}`).toSorted();
  await t.database.clock.advance(300_000);
  await lookUntil(t, (all) => all.length >= 4, { minutes: 5 });
  expect(await kinds()).toEqual([
    "connection.parked erp.example:443",
    "execution.poisoned 1",
    "feed.failing fed/feed",
    "rule.failing fed",
  ]);
  await query("update belfry.breakers set state = 'closed'");
  await query("update belfry.trigger_feeds set state = 'listening', since = belfry.now()");
  await query("delete from belfry.failed_executions");
  await t.database.clock.advance(60_000);
  await lookUntil(t, (all) => all.every(({ until }) => until !== null), { minutes: 70 });
  expect(await kinds()).toEqual([]);
});
