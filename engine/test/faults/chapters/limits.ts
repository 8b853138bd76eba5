import { tester } from "@belfry/testkit";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };

/** Executions that wait for a place, for a turn or for the newest. */
export const limits: Chapter = {
  name: "limits",
  async tell(w) {
    await labels(w);
    await newest(w);
    await turns(w);
    await w.settled();
  },
};

async function labels(w: World): Promise<void> {
  const { t, ask, watcher } = w;
  const label = { kind: "label", name: "db=erp" } as const;
  for (const name of ["l1", "l2", "l3"])
    await w.rule({
      rule: name,
      labels: { db: "erp" },
      actions: [{ id: "hold", use: "test.block", with: { name } }],
    });
  const first = await w.run("l1");
  await t.actions.begun("l1");
  await ask(() => t.engine.setLimit({ ...label, concurrency: 1, note: "" }, by));
  const others = [await w.run("l2"), await w.run("l3")];
  await ask(() => t.engine.setLimit({ ...label, concurrency: 2, note: "" }, by));
  await t.actions.begun("l2");
  await ask(() => t.engine.removeLimit(label, by), "NOT_FOUND");
  await t.actions.begun("l3");
  for (const name of ["l1", "l2", "l3"]) t.actions.release(name);
  for (const id of [first, ...others]) await watcher.reached(id, "success");
}

async function newest(w: World): Promise<void> {
  const { t, watcher } = w;
  await w.rule({
    rule: "newest",
    concurrency: { limit: 1, onBusy: "cancelOlder" },
    inputs: { type: "object", properties: { name: { type: "string" } } },
    actions: [{ id: "hold", use: "test.block", with: { name: "${{ inputs.name }}" } }],
  });
  const older = await w.run("newest", { name: "older" });
  await t.actions.begun("older");
  const newer = await w.run("newest", { name: "newer" });
  await watcher.reached(older, "cancelled");
  await t.actions.begun("newer");
  t.actions.release("newer");
  await watcher.reached(newer, "success");
}

async function turns(w: World): Promise<void> {
  const { t, ask, watcher, database } = w;
  const ended = (ids: readonly number[]) =>
    until(watcher, async () => {
      const states = await Promise.all(ids.map(async (id) => (await watcher.engine.getExecution(id)).state));
      if (states.every((state) => state === "success")) return true;
      await database.clock.advance(5_000);
      return false;
    });
  // A clock that is moved on may look like one that jumps, or not: here it does.
  await database.clock.advance(60_000);
  await w.settled();
  await w.rule({ rule: "queued", rateLimit: { limit: 6, per: "1m" }, actions: [echo("one")] });
  await ended([await w.run("queued"), await w.run("queued")]);
  await w.rule({ rule: "skips", rateLimit: { limit: 1, per: "10h", onLimit: "skip" }, actions: [echo("one")] });
  for (const idempotencyKey of ["first", "second"])
    await ask(() => t.engine.triggerRule("skips", { ...by, idempotencyKey }));
  const limited = { ...echo("one"), rateLimit: { limit: 1, per: "1m", key: "gateway" } };
  await w.rule({ rule: "shared", actions: [limited] });
  await ended([await w.run("shared"), await w.run("shared")]);
}
