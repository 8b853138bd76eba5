import { signalExecution } from "@belfry/engine";
import { definePlugin, defineAction } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { z } from "zod";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };
const names = { zh: "写", en: "write" };

/** An action that leaves a file, says so in the log, and how far it is. */
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
        ctx.progress(1, 2);
        ctx.log.info("a file is written");
        return ctx.artifacts.put(new TextEncoder().encode("名单"), { name: "list.txt", mediaType: "text/plain" });
      },
    }),
  ],
});

/** Executions with everything that actions, children and waits can do. */
export const runs: Chapter = {
  name: "runs",
  plugins: () => [fileWriter],
  async tell(w) {
    await plainSteps(w);
    await family(w);
    await waiting(w);
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
