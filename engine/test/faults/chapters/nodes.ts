import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { z } from "zod";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };
const names = { zh: "新", en: "new" };

/** What only a node of another build knows. */
const later = definePlugin({
  name: "later",
  version: "0",
  actions: [
    defineAction({
      id: "later.work",
      displayName: names,
      description: names,
      input: z.strictObject({}),
      idempotent: true,
      run: async () => ({}),
    }),
  ],
});

/** A node that loses its place and is drained, beside others that are older or newer. */
export const nodes: Chapter = {
  name: "nodes",
  options: { elsewhere: [later] },
  async tell(w) {
    await older(w);
    await newer(w);
    await draining(w);
    await leaving(w);
    await w.settled();
  },
};

const change = ({ database }: World, name: string, text: string, values: readonly unknown[] = []) =>
  database.store.query({ name: `test-${name}`, text, values: [...values] });

/** A node of an older version has left an execution at a gate, as those did it that knew of no places. */
async function older(w: World): Promise<void> {
  const { t, watcher, database } = w;
  await w.rule({
    rule: "gated",
    concurrency: { limit: 1 },
    actions: [{ id: "hold", use: "test.block", with: { name: "gated" } }],
  });
  const first = await w.run("gated");
  await t.actions.begun("gated");
  const second = await w.run("gated");
  await change(w, "no-place", "delete from belfry.gate_places where execution_id = $1", [second]);
  await change(w, "old-gate", "update belfry.execution_queue set gate = rule_id where id = $1", [second]);
  await until(watcher, async () => {
    const { rows } = await database.store.query({
      name: "test-old-gates",
      text: "select from belfry.execution_queue where gate is not null",
    });
    if (rows.length === 0) return true;
    // So often a node looks for what others left.
    await database.clock.advance(31_000);
    return false;
  });
  t.actions.release("gated");
  for (const id of [first, second]) await watcher.reached(id, "success");
}

/** What this node cannot run is left to a newer one, and fails when that is gone without having run it. */
async function newer(w: World): Promise<void> {
  const { watcher, database } = w;
  await watcher.rule({ rule: "unknown", actions: [{ id: "one", use: "later.work" }] });
  await change(
    w,
    "newer-node",
    `insert into belfry.nodes (id, name, roles, version, session, started_at, build) overriding system value
     values (1000000, 'newer', '{worker}', '9', false, belfry.now(), 'newer')`,
  );
  const id = await w.run("unknown");
  await until(watcher, async () => {
    const { rows } = await database.store.query({
      name: "test-refused",
      text: "select from belfry.execution_queue where id = $1 and refused_by is not null and node is null",
      values: [id],
    });
    return rows.length === 1;
  });
  // A session without its lock is that of a process that died.
  await change(w, "newer-dies", "update belfry.nodes set session = true where id = 1000000");
  await watcher.reached(id, "failed");
}

/** Two nodes have died below it: it is taken by itself. */
async function setApart(w: World, id: number): Promise<void> {
  await change(w, "set-apart", "update belfry.execution_queue set lives = 2 where id = $1", [id]);
}

async function draining(w: World): Promise<void> {
  const { t, ask, watcher } = w;
  await w.rule({ rule: "later", actions: [echo("one")] });
  const node = t.engine.node ?? 0;
  await ask(() => t.engine.drainNode(node, { ...by, graceMs: 60_000 }));
  await until(
    watcher,
    async () => (await watcher.engine.listNodes()).find(({ id }) => id === node)?.state === "drained",
  );
  const id = await w.run("later");
  await setApart(w, id);
  await ask(() => t.engine.resumeNode(node, by));
  await watcher.reached(id, "success");
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
