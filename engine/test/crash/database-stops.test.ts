import { join } from "node:path";
import { describe, expect, test, type TestContext } from "vitest";
import type { FaultPoint } from "@belfry/engine";
import { isAppError } from "@belfry/model";
import { migrate, openStore, startEmbeddedPostgres, type EmbeddedPostgres, type Store } from "@belfry/store";
import { tester, type TestEngine } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import type { ChildOptions } from "./engine-child.ts";
import { startChild, testFolder, type EngineChild } from "./start-child.ts";

const DEADLINE_MS = 120_000;
const notHere = () => Promise.reject(new Error("This database has a clock of its own."));
const work = { id: "one", use: "note.work" };

interface StopAt extends Partial<ChildOptions> {
  readonly point: FaultPoint;
  readonly passage: number;
}

interface Scene extends AsyncDisposable {
  readonly server: EmbeddedPostgres;
  readonly store: Store;
  readonly notes: string;
  /** Answers questions only: what is planned, accepted and run is done by processes. */
  readonly t: TestEngine;
  /**
   * Starts two nodes, the first of which stops the database at a point. Begins the work when both take part, and resolves
   * when both do again after that.
   */
  outlive(at: StopAt, begin?: (first: EngineChild) => Promise<unknown> | boolean): Promise<void>;
}

/** A PostgreSQL of its own: one that dies a second time within a minute is not started again. */
async function openScene({ onTestFinished }: TestContext): Promise<Scene> {
  const folder = testFolder(onTestFinished);
  const notes = join(folder, "notes");
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startEmbeddedPostgres({ dataDir: join(folder, "data") }));
  await migrate({ url: server.url });
  const store = openStore({ url: server.url });
  stack.defer(() => store.close());
  const clock = { now: () => Promise.resolve(new Date()), set: notHere, advance: notHere };
  const database = { url: server.url, store, clock, [Symbol.asyncDispose]: () => Promise.resolve() };
  const t = stack.use(await startEngine({ database, plugins: [notingActions(notes)], start: false }));
  const kept = stack.move();
  return {
    server,
    store,
    notes,
    t,
    async outlive({ point, passage, ...rest }, begin) {
      const { pid } = server;
      const common = { url: server.url, notes, folder };
      const first = kept.use(
        startChild({ ...common, ...rest, stopDatabaseAt: { point, passage, pid } }, onTestFinished),
      );
      // One scheduler, or the other might be the quicker one each time.
      const second = kept.use(startChild({ ...common, roles: ["worker"] }, onTestFinished));
      await Promise.all([first.ready, second.ready]);
      await begin?.(first);
      await eventually(() => server.pid !== pid);
      await eventually(() => [first, second].every(beganAnew));
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Starts the rule `load`, and again until that is confirmed. */
async function started(t: TestEngine, idempotencyKey: string): Promise<number> {
  for (;;) {
    try {
      return (await t.engine.triggerRule("load", { by: tester, idempotencyKey })).executionId ?? 0;
    } catch (error) {
      if (!isAppError(error, "DATABASE_UNREACHABLE")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function beganAnew({ said }: EngineChild): boolean {
  return said.filter((line) => line.startsWith("ready")).length >= 2;
}

async function eventually(check: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`This did not happen: ${String(check)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Each execution that there is ended well, each of its actions once; what ran when the database died may have run twice. */
async function expectExact({ store, notes, t }: Scene, expected: { executions: number; actions: number }) {
  const { rows } = await store.query({
    name: "stop-sums",
    text: `select (select count(*)::int from belfry.executions) as executions,
      (select count(*)::int from belfry.executions where state = 'success') as succeeded,
      (select count(*)::int from belfry.execution_queue) as left,
      count(*)::int as actions, count(distinct (execution_id, action))::int as different
      from belfry.action_runs where state = 'success'`,
  });
  const { executions, actions } = expected;
  expect(rows[0]).toEqual({ executions, succeeded: executions, left: 0, actions, different: actions });
  const done = readNotes(notes).filter(({ what }) => what === "done");
  expect(new Set(done.map(({ key }) => key)).size).toBe(actions);
  expect(done.length - actions).toBeLessThanOrEqual(100);
  expect(t.errors.filter(({ where }) => where !== "notify" && where !== "changes")).toEqual([]);
}

describe.concurrent("PostgreSQL stops at once, and nothing is lost or done twice", { timeout: 300_000 }, () => {
  test("while slots are decided: each second has one slot, one fate and one execution", async (context) => {
    await using scene = await openScene(context);
    const { t } = scene;
    const slugs = ["r1", "r2", "r3", "r4", "r5"];
    const misfire = { policy: "all", within: "1d", perMinute: 6_000 };
    const triggers = [{ cron: "* * * * * *", timezone: "UTC", misfire }];
    for (const slug of slugs) await t.rule({ rule: slug, triggers, actions: [work] });
    await scene.outlive({ point: "before-decide-commit", passage: 2 });
    const before = readNotes(scene.notes).length;
    await eventually(() => readNotes(scene.notes).length > before + 4 * slugs.length);
    for (const slug of slugs) await t.engine.setRuleStatus(slug, "disabled", { by: tester });
    await eventually(() => t.quiet().then(() => true));

    let executions = 0;
    for (const slug of slugs) {
      const { fates, balanced } = await t.engine.reconcileSlots(slug);
      const seconds = (await t.executions(slug)).map(({ trigger }) => Date.parse(String(trigger["dueAt"])) / 1_000);
      const [first = 0] = seconds.toSorted((a, b) => a - b);
      // Those from the first to the last, none left out and none twice.
      expect(seconds.toSorted((a, b) => a - b)).toEqual(seconds.map((_, i) => first + i));
      // One that was due when the rule was disabled did not run any more.
      expect({ ...fates, disabled: 0 }).toEqual({ fired: seconds.length, disabled: 0 });
      expect(balanced).toBe(true);
      executions += seconds.length;
    }
    await expectExact(scene, { executions, actions: executions });
  });

  test("while events are accepted: each that was sent until it was confirmed is there once and starts one execution", async (context) => {
    await using scene = await openScene(context);
    const { t, store } = scene;
    await t.rule({ rule: "paid", triggers: [{ event: "order.paid" }], actions: [work, { ...work, id: "two" }] });
    const accept = Array.from({ length: 120 }, (_, n) => ({
      source: "/shop",
      id: String(n),
      type: "order.paid",
      data: n,
    }));
    const stop = { point: "before-accept-commit", passage: 8, accept, acceptAtOnce: 5, acceptOn: "hup" } as const;
    await scene.outlive(stop, (first) => first.process.kill("SIGHUP"));
    const sums = async () => {
      const { rows } = await store.query<{ ended: number }>({
        name: "stop-events",
        text: `select (select count(*)::int from belfry.executions where state is not null) as ended,
          (select count(*)::int from belfry.events) as events,
          (select count(distinct event_id)::int from belfry.events) as different,
          (select count(*)::int from belfry.event_decisions where fate = 'fired') as fired`,
      });
      return rows[0];
    };
    const n = accept.length;
    await eventually(async () => (await sums())?.ended === n);
    expect(await sums()).toEqual({ ended: n, events: n, different: n, fired: n });
    await expectExact(scene, { executions: accept.length, actions: 2 * accept.length });
  });

  test("while outcomes are written: each execution ends once, and what follows from its end starts once", async (context) => {
    await using scene = await openScene(context);
    const { t } = scene;
    await t.rule({ rule: "load", actions: [work, { ...work, id: "two" }] });
    await t.rule({ rule: "follows", triggers: [{ outcome: "ended", rule: "load" }], actions: [work] });
    const loads: Promise<number>[] = [];
    await scene.outlive({ point: "before-finish", passage: 5 }, () => {
      for (let n = 0; n < 60; n += 1) loads.push(started(t, `start-${n}`));
      return true;
    });
    await Promise.all(loads);
    await eventually(async () => {
      const followers = await t.executions("follows");
      return followers.length >= loads.length && followers.every(({ state }) => state === "success");
    });
    await t.quiet();
    const told = (await t.executions("follows")).map(({ trigger }) => (trigger["event"] as { id: string }).id);
    expect(new Set(told).size).toBe(loads.length);
    await expectExact(scene, { executions: 2 * loads.length, actions: 3 * loads.length });
  });
});
