import { lockOpenExecution } from "@belfry/engine";
import { tester } from "@belfry/testkit";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };

/** Executions that call others, are cancelled, and undo what they did. */
export const ends: Chapter = {
  name: "ends",
  async tell(w) {
    await calling(w);
    await cancelling(w);
    await undoing(w);
    await w.settled();
  },
};

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
