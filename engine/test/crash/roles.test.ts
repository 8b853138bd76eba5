import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { expect, test } from "vitest";
import { cronRule, startEngine } from "../start-engine.ts";
import type { ChildOptions } from "./engine-child.ts";
import { notingActions, readNotes } from "./noting-actions.ts";
import { startChild, testFolder } from "./start-child.ts";

type Roles = NonNullable<ChildOptions["roles"]>;

const work = (id: string) => ({ id, use: "note.work", with: {} });

/** Slots, events, waits, calls and children: the same for every installation. */
async function scenario(database: TestDatabase, processes: readonly Roles[]): Promise<Record<string, unknown>> {
  const folder = testFolder();
  const notes = join(folder, "notes");
  const event = { source: "/shop", type: "order.paid", data: { amount: 5 } };
  const children = processes.map((roles) =>
    startChild({
      url: database.url,
      notes,
      folder,
      roles,
      // The events come in where the API is.
      ...(roles.includes("api") && { accept: [1, 2, 3].map((n) => ({ ...event, id: `order-${n}` })), acceptOn: "hup" }),
    }),
  );
  // It saves the rules and reads the ledger, and takes part in nothing.
  await using t = await startEngine({ database, plugins: [notingActions(notes)], start: false });
  await Promise.all(children.map(({ ready }) => ready));
  await t.rule(cronRule("slots", "* * * * *", { actions: [work("a"), work("b")] }));
  await t.rule({ rule: "orders", triggers: [{ event: "order.paid" }], actions: [work("a")] });
  await t.rule({ rule: "called", actions: [work("a"), { return: "${{ 20 + 1 }}" }] });
  await t.rule({
    rule: "waits",
    actions: [work("a"), { id: "pause", wait: { for: "90s" } }, { id: "call", call: { rule: "called" } }, work("b")],
  });
  await t.rule({
    rule: "family",
    forEach: ["x", "y", "z"],
    concurrency: { limit: 2 },
    actions: [work("a"), work("b")],
  });
  await t.decided();
  const waits = await t.run("waits");
  const family = await t.run("family");
  for (const child of children) child.process.kill("SIGHUP");
  await t.reached(waits, "waiting");
  await t.reached(family, "success");
  await t.until(async () => (await t.executions("orders")).length === 3);
  for (let minute = 1; minute <= 4; minute += 1) await t.moveTo(new Date(Date.UTC(2026, 2, 1, 0, minute)));
  await t.reached(waits, "success");
  await t.quiet();

  // Who did what is different, and that is all.
  const ledger: Record<string, unknown> = {};
  for (const rule of ["slots", "orders", "called", "waits", "family"]) {
    const { fates, balanced } = await t.engine.reconcileSlots(rule);
    const details = await Promise.all((await t.executions(rule)).map(({ id }) => t.engine.getExecution(id)));
    const executions = details.map(({ state, trigger, itemIndex, item, output, actionRuns, children: states }) => ({
      state,
      dueAt: trigger["dueAt"] ?? null,
      itemIndex,
      item,
      output,
      states,
      runs: actionRuns.map(({ action, iteration, attempt, redrive, use, state: ended }) =>
        [action, iteration, attempt, redrive, use, ended].join(" "),
      ),
    }));
    ledger[rule] = { fates, balanced, executions: executions.map((one) => JSON.stringify(one)).toSorted() };
  }
  const noted = readNotes(notes);
  const keys = noted.filter(({ what }) => what === "done").map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  ledger["done"] = keys.length;
  const pids = new Set(noted.map(({ pid }) => pid));
  for (const [i, child] of children.entries())
    if (!processes[i]!.includes("worker")) expect(pids.has(child.process.pid ?? 0)).toBe(false);
  for (const child of children) child.process.kill("SIGTERM");
  for (const child of children) expect(await child.ended).toBeNull();
  expect(await t.engine.listNodes()).toEqual([]);
  return ledger;
}

test("one process with all roles and four with a part each keep the same ledger", { timeout: 300_000 }, async () => {
  await using one = await createTestDatabase();
  const together = await scenario(one, [["api", "scheduler", "worker"]]);
  await using four = await createTestDatabase();
  const apart = await scenario(four, [["api"], ["scheduler"], ["worker"], ["worker"]]);
  expect(apart).toEqual(together);
  // So that two empty ledgers are no success.
  expect(together["done"]).toBe(4 * 2 + 3 + 2 + 1 + 6);
});
