import { tester, type TestEngine } from "@belfry/testkit";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };
const broken = { id: "hard", use: "test.fail", with: { until: "${{ vars.healed ? 1 : 9 }}", retryable: false } };

/** Executions that have failed and are retried or dismissed: one by one, all together, from the start, with another version. */
export const failures: Chapter = {
  name: "failures",
  // More than waits here otherwise, and few enough to be reached.
  options: { backlog: 8 },
  async tell(w) {
    const { t, ask, watcher } = w;
    const heal = (healed: boolean) => ask(() => t.engine.setVariables({ healed }, by));
    const fail = async (rule: string, n = 1, rest: Record<string, unknown> = {}) => {
      await heal(false);
      await w.rule({ rule, actions: [echo("before"), broken], ...rest });
      const ids: number[] = [];
      for (let i = 0; i < n; i += 1) ids.push(await w.run(rule));
      for (const id of ids) await watcher.reached(id, "failed");
      return ids;
    };
    const [older = 0] = await fail("newer-version");
    await ask(() => t.engine.saveRule({ rule: "newer-version", name: "测试", actions: [echo("before")] }, by));
    await ask(() => t.engine.retryExecution(older, { ...by, version: "latest" }), "EXECUTION_NOT_RETRYABLE");
    await watcher.reached(older, "success");

    const [begun = 0] = await fail("from-the-start");
    const [parent = 0] = await fail("children", 1, { forEach: ["a", "b"] });
    const [child] = await watcher.engine.listExecutions({ parentId: parent });
    const many = await fail("many", 3);
    await heal(true);
    const again = { ...by, from: "start" } as const;
    await ask(() => t.engine.retryExecution(begun, again), "EXECUTION_RETRIED_ALREADY");
    await ask(() => t.engine.retryExecution(child?.id ?? 0, again), "EXECUTION_RETRIED_ALREADY");
    await w.settled();

    // A clock that is moved on may look like one that jumps, or not: here it does.
    await w.database.clock.advance(60_000);
    await w.settled();
    const job = { by: tester, scope: null, note: "", from: "failed", version: "same" } as const;
    const redrive = { ...job, work: "redrive", selection: { rule: "many" } } as const;
    await withoutRoom(w, redrive);
    await done(w, redrive, "many");
    for (const id of many) await watcher.reached(id, "success");
    await fail("hopeless", 2);
    const dismiss = { ...job, work: "dismiss", selection: { rule: "hopeless" } } as const;
    // Stopped at once, or too late: what it left is done by the next. One whose answer was lost may have done all of it.
    const stopped = await ask(() => t.engine.askForFailures(dismiss), "FAILURES_NOT_FOUND");
    if (stopped !== undefined)
      await ask(() => t.engine.cancelFailureJob(stopped.id, { by: tester, scope: null }), "FAILURE_JOB_ENDED");
    await done(w, dismiss, "hopeless");
    await w.settled();
  },
};

type Job = Parameters<TestEngine["engine"]["askForFailures"]>[0];

/** Asks for a job, and lets the clock go on until none of a rule's failures is left. */
async function done({ t, ask, watcher, database }: World, job: Job, rule: string): Promise<void> {
  await ask(() => t.engine.askForFailures(job), "FAILURES_NOT_FOUND");
  await until(watcher, async () => {
    if ((await watcher.engine.listFailures({ rule })).length === 0) return true;
    await database.clock.advance(1_000);
    return false;
  });
}

/** Asks for a job while so much waits that nothing may be added. */
async function withoutRoom(w: World, job: Job): Promise<void> {
  const { t, ask, watcher, database } = w;
  await w.rule({
    rule: "piles-up",
    concurrency: { limit: 1 },
    actions: [{ id: "hold", use: "test.block", with: { name: "pile" } }],
  });
  for (let n = 0; n < 9; n += 1) await w.run("piles-up");
  await ask(() => t.engine.askForFailures(job), "FAILURES_NOT_FOUND");
  await until(watcher, async () => {
    const { rows } = await database.store.query({
      name: "test-put-off",
      text: "select from belfry.failure_jobs where next_at > belfry.now()",
    });
    return rows.length > 0;
  });
  t.actions.release("pile");
  await w.settled();
}
