import { tester } from "@belfry/testkit";
import { createTestQueue, pollRule, queueRule, type TestQueue } from "../../feeds/test-source.ts";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import type { Chapter } from "./chapter.ts";

/** What came last: the queue that belongs to the plugins of a run. */
const queues = new WeakMap<object, TestQueue>();

/** Triggers that listen and that ask, which fail and are taken from node to node. */
export const feeds: Chapter = {
  name: "feeds",
  // More than waits here otherwise, and few enough to be reached.
  options: { backlog: 4 },
  plugins() {
    const queue = createTestQueue();
    queues.set(queue.plugin, queue);
    return [queue.plugin];
  },
  async tell(w, [plugin]) {
    const queue = queues.get(plugin ?? {});
    if (queue === undefined) throw new Error("The chapter has no queue.");
    const { watcher, database, t, ask } = w;
    let looks = 0;
    /** One that lost an answer is tried again after a pause by the database's clock, which has to go on meanwhile. */
    const goesOn = async () => {
      looks += 1;
      if (looks % 20 === 0) await database.clock.advance(1_000);
    };
    const started = (slug: string, n: number) =>
      until(watcher, async () => {
        await goesOn();
        return (await watcher.executions(slug)).length >= n;
      });
    const acknowledged = () =>
      until(watcher, async () => {
        await goesOn();
        return queue.waiting().length === 0;
      });
    queue.answers.events = [
      { source: "/table", id: "1", type: "row", data: null },
      { source: "/table", id: "2", type: "row", data: null },
    ];
    await w.rule(pollRule("asks", { everyMs: 60_000 }));
    await w.rule(queueRule("listens"));
    await started("asks", 2);
    queue.send("m1");
    queue.send("m2", "unreadable at first");
    await started("listens", 1);
    await acknowledged();
    queue.answers.events.push({ source: "/table", id: "3", type: "row", data: null });
    await database.clock.advance(61_000);
    await started("asks", 3);
    queue.breakAll();
    queue.send("m3");
    await started("listens", 2);
    await ask(() =>
      t.engine.saveRule({ name: "测试", ...queueRule("listens", { condition: "true" }) }, { by: tester }),
    );
    queue.send("m4");
    await started("listens", 3);
    await ask(() => t.engine.setRuleStatus("asks", "disabled", { by: tester }));
    await ask(() => t.engine.setRuleStatus("asks", "enabled", { by: tester }));
    await acknowledged();
    await w.settled();
    await pausing(w, queue, goesOn);
    // A node that leaves gives back what it listens to.
    await until(watcher, async () => {
      await goesOn();
      return (await watcher.engine.listFeeds({ rule: "listens" }))[0]?.state === "listening";
    });
    await t.engine.stop();
  },
};

/** While too much waits, the queue keeps what it has. */
async function pausing(w: World, queue: TestQueue, goesOn: () => Promise<void>): Promise<void> {
  const { watcher, t } = w;
  await w.rule({
    rule: "piles-up",
    concurrency: { limit: 1 },
    actions: [{ id: "hold", use: "test.block", with: { name: "pile" } }],
  });
  for (let n = 0; n < 5; n += 1) await w.run("piles-up");
  queue.send("m5");
  const isPaused = async () => (await watcher.engine.listFeeds({ rule: "listens" }))[0]?.state === "paused";
  await until(watcher, async () => (await goesOn(), isPaused()));
  t.actions.release("pile");
  await until(watcher, async () => (await goesOn(), queue.waiting().length === 0));
  await w.settled();
}
