import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAppError } from "@belfry/model";
import { ActionFailure, defineAction, type ActionDefinition } from "@belfry/plugin-kit";
import { createTestDatabase, tester, type TestDatabase } from "@belfry/testkit";
import { z } from "zod";
import { crons } from "./cron-oracle.ts";
import { startFaultyNode, type FaultyNode } from "./faulty-node.ts";
import { faultsOf, noteFinished } from "./judge.ts";
import { createReference, type Reference } from "./reference.ts";
import { NODES, type Step } from "./steps.ts";

/** After all faults are over, everything must come to an end within this time. */
const SETTLE_MS = 150_000;
const by = { by: tester };

/** Does one sequence of steps to three nodes on a database of their own, and says what was not as it must be. */
export async function runSequence(steps: readonly Step[]): Promise<string[]> {
  await using database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "belfry-chaos-"));
  const reference = createReference();
  const options = { database, folder, actions: [noteAction(reference)] };
  const nodes = await Promise.all(Array.from({ length: NODES }, () => startFaultyNode(options)));
  try {
    await saveRules(nodes[0]);
    for (const step of steps) {
      await doStep(step, { database, nodes, reference, restart: () => startFaultyNode(options) });
      await noteFinished(database.store, reference);
    }
    for (const node of nodes) node.faults.heal();
    await settle(database, nodes);
    return await faultsOf(database.store, reference);
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** An action that notes each time it begins. One in a rule that is told to fail does so. */
function noteAction({ begun }: Reference): ActionDefinition {
  const names = { zh: "记录", en: "Note" };
  return defineAction({
    id: "chaos.note",
    displayName: names,
    description: names,
    input: z.strictObject({ fails: z.boolean().default(false) }),
    idempotent: true,
    async run(ctx, { fails }) {
      begun.set(ctx.idempotencyKey, (begun.get(ctx.idempotencyKey) ?? 0) + 1);
      await sleep(3);
      if (fails && ctx.attempt < 2)
        throw new ActionFailure("told to fail", { class: "external", code: "TOLD_TO_FAIL", retryable: true });
      return {};
    },
  });
}

const note = (id: string, fails: unknown = false) => ({
  id,
  use: "chaos.note",
  with: { fails },
  retry: { attempts: 2, delay: "1s" },
});

async function saveRules(node: FaultyNode | undefined): Promise<void> {
  const cron = (rule: string, of: string, misfire: object) => ({
    rule,
    triggers: [{ cron: of, timezone: "UTC", misfire }],
    actions: [note("one"), note("two")],
  });
  const rules = [
    cron("edited", "* * * * *", { policy: "all", within: "1d", perMinute: 600 }),
    cron("steady", "*/20 * * * * *", { policy: "latest", within: "10m" }),
    {
      rule: "by-event",
      triggers: [{ event: "chaos" }],
      actions: [note("one", "${{ event.data.fails }}"), note("two")],
    },
    {
      rule: "by-hand",
      inputs: { type: "object", properties: { name: { type: "string" }, fails: { type: "boolean" } } },
      forEach: ["a", "b", "c"],
      concurrency: { limit: 2 },
      actions: [note("one", "${{ inputs.fails }}"), note("two")],
    },
  ];
  for (const rule of rules) {
    await node?.engine.saveRule({ name: rule.rule, ...rule }, by);
    await node?.engine.setRuleStatus(rule.rule, "enabled", by);
  }
}

interface Scene {
  readonly database: TestDatabase;
  readonly nodes: FaultyNode[];
  readonly reference: Reference;
  readonly restart: () => Promise<FaultyNode>;
}

async function doStep(step: Step, scene: Scene): Promise<void> {
  const { database, nodes } = scene;
  switch (step.do) {
    case "move":
      return database.clock.advance(step.seconds * 1_000);
    case "pause":
      return sleep(step.ms);
    case "cut":
    case "freeze":
      nodes[step.node]?.faults[step.do]();
      return nodes[step.node]?.cutHeartbeat();
    case "lose":
      return nodes[step.node]?.faults.lose(step.moment, step.each);
    case "heal":
      return nodes[step.node]?.faults.heal();
    case "restart":
      await nodes[step.node]?.stop();
      nodes[step.node] = await scene.restart();
      return undefined;
    case "break-sessions":
      await database.store.query({
        name: "chaos-break-sessions",
        text: `select count(pg_terminate_backend(pid)) from pg_stat_activity
          where datname = current_database() and application_name like 'belfry%' and pid <> pg_backend_pid()`,
      });
      return undefined;
    default:
      return ask(scene, step);
  }
}

/** What people and programs do. A node that is frozen would not answer; whoever asks goes to the next. */
async function ask({ nodes, database, reference }: Scene, step: Step): Promise<void> {
  const first = "node" in step ? step.node : 0;
  const awake = nodes.map((_, i) => nodes[(first + i) % NODES]).find((node) => node?.faults.state !== "frozen");
  if (awake === undefined) return;
  const { engine } = awake;
  try {
    switch (step.do) {
      case "edit":
        return void (await engine.saveRule({ name: "edited", ...(await edited(engine, step.cron)) }, by));
      case "disable":
      case "enable":
        return void (await engine.setRuleStatus("edited", `${step.do}d`, by));
      case "event": {
        const id = randomUUID();
        reference.events.set(id, false);
        await engine.acceptEvents([{ source: "/chaos", id, type: "chaos", data: { fails: step.fails } }], {
          broughtBy: "chaos",
        });
        reference.events.set(id, true);
        return undefined;
      }
      case "start": {
        const name = randomUUID();
        reference.starts.set(name, false);
        const inputs = { name, fails: step.fails };
        await engine.triggerRule("by-hand", { ...by, inputs, idempotencyKey: name });
        reference.starts.set(name, true);
        return undefined;
      }
      case "cancel":
      case "retry": {
        const { rows } = await database.store.query<{ id: number }>({
          name: "chaos-pick",
          text: "select id from belfry.executions order by id desc offset $1 limit 1",
          values: [step.pick],
        });
        const id = rows[0]?.id;
        if (id === undefined) return undefined;
        if (step.do === "cancel") await engine.cancelExecution(id, by);
        else await engine.retryExecution(id, by);
        return undefined;
      }
      default:
        return undefined;
    }
  } catch (error) {
    // A refusal is an answer, and no answer is what this is about. Anything else is a bug.
    if (!isAppError(error)) throw error;
  }
}

async function edited(engine: FaultyNode["engine"], cron: number): Promise<Record<string, unknown>> {
  const { definition } = await engine.getRule("edited");
  const [trigger] = definition.triggers ?? [];
  return { ...definition, triggers: [{ ...trigger, cron: crons[cron]?.cron ?? "* * * * *" }] };
}

/** Lets the clock go on until nothing is left to do. */
async function settle(database: TestDatabase, nodes: readonly FaultyNode[]): Promise<void> {
  await patiently(() => nodes[0]?.engine.setRuleStatus("edited", "enabled", by) ?? Promise.resolve());
  // Beyond everything that was planned before the clock was set back.
  await database.store.query({
    name: "chaos-beyond",
    text: `update belfry.test_clock set at = greatest(at, (select max(planned_until) from belfry.trigger_plans where isfinite(planned_until)),
      (select max(active_from) from belfry.triggers), (select max(run_at) from belfry.execution_queue where isfinite(run_at))) + interval '10 minutes'`,
  });
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const { rows } = await database.store.query<{ left: number }>({
      name: "chaos-left",
      text: `select (select count(*)::int from belfry.execution_queue)
        + (select count(*)::int from belfry.slots_due where decide_at <= belfry.now())
        + (select count(*)::int from belfry.trigger_plans where extend_at < belfry.now() + interval '60 seconds')
        + (select count(*)::int from belfry.rule_outcomes) as left`,
    });
    if (rows[0]?.left === 0 || performance.now() > deadline) return;
    // Retries wait for the clock, which goes on slowly: new slots must not come faster than they are decided.
    await database.clock.advance(500);
    await sleep(50);
  }
}

async function patiently(call: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await call();
      return;
    } catch (error) {
      if (!isAppError(error, "DATABASE_UNREACHABLE") || tries > 200) throw error;
      await sleep(100);
    }
  }
}
