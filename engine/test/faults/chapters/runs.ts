import { lockOpenExecution, signalExecution } from "@belfry/engine";
import { definePlugin, defineAction } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { z } from "zod";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };
const names = { zh: "写", en: "write" };

/** An action that leaves a file and says so in the log. */
const fileWriter = definePlugin({
  name: "faults",
  version: "0",
  actions: [
    defineAction({
      id: "faults.file",
      displayName: names,
      description: names,
      input: z.strictObject({}),
      idempotent: true,
      async run(ctx) {
        ctx.log.info("a file is written");
        return ctx.artifacts.put(new TextEncoder().encode("名单"), { name: "list.txt", mediaType: "text/plain" });
      },
    }),
  ],
});

/** Executions with everything that an execution can do. */
export const runs: Chapter = {
  name: "runs",
  plugins: () => [fileWriter],
  async tell(w) {
    await plainSteps(w);
    await family(w);
    await waiting(w);
    await calling(w);
    await cancelling(w);
    await undoing(w);
    await leaving(w);
    await w.settled();
  },
};

async function plainSteps(w: World): Promise<void> {
  const { watcher, ask, t } = w;
  await w.rule({
    rule: "steps",
    inputs: { type: "object", properties: { until: { type: "number" } } },
    actions: [
      { id: "file", use: "faults.file" },
      { id: "hard", use: "test.fail", with: { until: 2 }, retry: { attempts: 2, delay: "0s" } },
      { id: "each", forEach: [1, 2], use: "test.echo", with: { value: "${{ item }}" } },
      { id: "side", parallel: { branches: { left: [echo("l")], right: [echo("r")] } } },
      { id: "choice", switch: { cases: [{ when: "false", do: [echo("no")] }], else: [echo("yes")] } },
    ],
  });
  await watcher.reached(await w.run("steps"), "success");
  // Fails, and is done again from the action that failed once a person has put right what was wrong.
  await ask(() => t.engine.setVariables({ healed: false }, by));
  await w.rule({
    rule: "mended",
    actions: [
      echo("before"),
      { id: "hard", use: "test.fail", with: { until: "${{ vars.healed ? 1 : 9 }}", retryable: false } },
      echo("after"),
    ],
  });
  const id = await w.run("mended");
  await watcher.reached(id, "failed");
  await ask(() => t.engine.setVariables({ healed: true }, by));
  await ask(() => t.engine.retryExecution(id, by), "EXECUTION_NOT_RETRYABLE");
  await watcher.reached(id, "success");
}

async function family(w: World): Promise<void> {
  const { watcher, ask, t } = w;
  await ask(() => t.engine.setVariables({ healed: false }, by));
  await w.rule({
    rule: "family",
    forEach: ["a", "b", "c"],
    concurrency: { limit: 1 },
    actions: [
      echo("one"),
      {
        id: "hard",
        if: "item == 'b'",
        use: "test.fail",
        with: { until: "${{ vars.healed ? 1 : 9 }}", retryable: false },
      },
    ],
  });
  const id = await w.run("family");
  await watcher.reached(id, "failed");
  await ask(() => t.engine.setVariables({ healed: true }, by));
  const [child] = await watcher.engine
    .listExecutions({ parentId: id })
    .then((all) => all.filter(({ state }) => state === "failed"));
  await ask(() => t.engine.retryExecution(child?.id ?? 0, by), "EXECUTION_NOT_RETRYABLE");
  await watcher.reached(id, "success");
}

async function waiting(w: World): Promise<void> {
  const { watcher, ask, t, database } = w;
  await w.rule({
    rule: "waits",
    actions: [
      { id: "pause", wait: { for: "1m" } },
      { id: "paid", wait: { event: "order.paid", key: "7", match: "event.data.order" } },
      { id: "woken", use: "test.wait", with: { runs: 2 } },
    ],
  });
  const id = await w.run("waits");
  await watcher.reached(id, "waiting");
  await database.clock.advance(60_000);
  const waitsFor = (action: string) =>
    until(watcher, async () => {
      const { state, waitingFor } = await watcher.engine.getExecution(id);
      return state === "waiting" && waitingFor?.action === action;
    });
  await waitsFor("paid");
  const paid = { source: "/shop", id: "paid-1", type: "order.paid", data: { order: "7" } };
  await ask(() => t.engine.acceptEvents([paid], { broughtBy: "test" }));
  await waitsFor("woken");
  await ask(() => t.database.store.transaction((tx) => signalExecution(tx, id)));
  t.engine.tellQueue();
  await watcher.reached(id, "success");
}

async function calling(w: World): Promise<void> {
  const { watcher, ask, t } = w;
  await w.rule({ rule: "called", actions: [{ id: "hold", wait: { for: "1h" } }, { return: "done" }] });
  await w.rule({
    rule: "caller",
    actions: [{ id: "call", call: { rule: "called" } }, echo("got", "${{ actions.call }}")],
  });
  const finished = await w.run("caller");
  await watcher.reached(finished, "waiting");
  const stopped = await w.run("caller");
  await watcher.reached(stopped, "waiting");
  await until(watcher, async () => (await watcher.executions("called")).every(({ state }) => state === "waiting"));
  // What it called is cancelled with it.
  await ask(() => t.engine.cancelExecution(stopped, by), "EXECUTION_ALREADY_FINISHED");
  await watcher.reached(stopped, "cancelled");
  await w.database.clock.advance(3_600_000);
  await watcher.reached(finished, "success");
  await w.settled();
}

async function cancelling(w: World): Promise<void> {
  const { watcher, ask, t } = w;
  await w.rule({ rule: "busy", actions: [{ id: "hold", use: "test.block", with: { name: "busy" } }, echo("after")] });
  const running = await w.run("busy");
  await until(watcher, async () => (await watcher.engine.getExecution(running)).state === "running");
  await ask(() => t.engine.cancelExecution(running, by), "EXECUTION_ALREADY_FINISHED");
  await watcher.reached(running, "cancelled");
  t.actions.release("busy");
  // Cancelled, and wanted again before the node had heard of the first.
  await w.rule({
    rule: "sleeper",
    concurrency: { limit: 1 },
    actions: [{ id: "pause", wait: { for: "1h" } }, echo("after")],
  });
  const [first, second] = [await w.run("sleeper"), await w.run("sleeper")];
  await watcher.reached(first, "waiting");
  await ask(() => t.engine.cancelExecution(first, by), "EXECUTION_ALREADY_FINISHED");
  await watcher.reached(first, "cancelled");
  await ask(() => t.engine.retryExecution(first, by), "EXECUTION_NOT_RETRYABLE");
  await ask(() => t.engine.cancelExecution(second, by), "EXECUTION_ALREADY_FINISHED");
  await watcher.reached(second, "cancelled");
  await watcher.reached(first, "waiting");
  await w.database.clock.advance(3_600_000);
  await watcher.reached(first, "success");
}

/** What was done is undone, because an execution failed or was cancelled. */
async function undoing(w: World): Promise<void> {
  const { watcher, ask, t } = w;
  const made = { ...echo("made"), compensate: [echo("unmade")] };
  await w.rule({ rule: "undone", actions: [made, { id: "hard", use: "test.fail", with: { retryable: false } }] });
  await watcher.reached(await w.run("undone"), "failed");
  await w.rule({ rule: "undone-too", actions: [made, { id: "pause", wait: { for: "1h" } }] });
  const id = await w.run("undone-too");
  await watcher.reached(id, "waiting");
  await ask(() => t.database.store.transaction((tx) => lockOpenExecution(tx, id)));
  await ask(() => t.engine.cancelExecution(id, by), "EXECUTION_ALREADY_FINISHED");
  await watcher.reached(id, "cancelled");
}

const waysToGo: Readonly<Record<string, string>> = {
  "taken for dead": "delete from belfry.nodes",
  "cut off": `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'belfry node %'`,
};

/** The node loses its place in the middle of an action, and begins anew under another id. */
async function leaving(w: World): Promise<void> {
  const { watcher, t, database } = w;
  for (const [name, text] of Object.entries(waysToGo)) {
    const rule = name.replaceAll(" ", "-");
    await w.rule({ rule, actions: [echo("before"), { id: "hold", use: "test.block", with: { name } }] });
    const id = await w.run(rule);
    await t.actions.begun(name);
    const before = t.engine.node;
    await database.store.query({ name: `test-${rule}`, text });
    await until(watcher, () => t.engine.node !== undefined && t.engine.node !== before);
    t.actions.release(name);
    await watcher.reached(id, "success");
  }
}
