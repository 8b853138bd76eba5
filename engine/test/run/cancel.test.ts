import { expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import { startEngine, useEngine } from "../start-engine.ts";

const engine = useEngine({ concurrency: 8 });

test("a running execution is cancelled: the action is aborted and no further one begins", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "running",
    actions: [{ use: "test.block", with: { name: "running" } }, { use: "test.echo" }],
  });
  const id = await t.run(slug);
  await t.actions.begun("running");
  await t.engine.cancelExecution(id, { by: { ...tester, name: "王老师" } });

  const execution = await t.reached(id, "cancelled");
  expect(execution.failure).toMatchObject({ class: "cancelled", message: "Cancelled by 王老师." });
  expect(t.actions.runs).toHaveLength(1);
  t.actions.release("running");
});

test("a waiting and a retrying execution are cancelled at once", async () => {
  const t = engine();
  const waiting = await t.run(await t.rule({ rule: "waits", actions: [{ use: "test.wait" }] }));
  const retrying = await t.run(
    await t.rule({ rule: "retries", retry: { attempts: 2, delay: "1h" }, actions: [{ use: "test.fail" }] }),
  );
  await t.reached(waiting, "waiting");
  await t.reached(retrying, "retrying");
  for (const id of [waiting, retrying]) {
    await t.engine.cancelExecution(id, { by: tester });
    await t.reached(id, "cancelled");
  }
});

test("an execution that waits at the gate is cancelled and leaves its place to the next", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "gated",
    concurrency: { limit: 1 },
    inputs: { type: "object", properties: { name: { type: "string" } } },
    actions: [{ use: "test.block", with: { name: "${{ inputs.name }}" } }],
  });
  const [first, second, third] = [
    await t.run(slug, { name: "g1" }),
    await t.run(slug, { name: "g2" }),
    await t.run(slug, { name: "g3" }),
  ];
  await t.actions.begun("g1");
  await t.engine.cancelExecution(second, { by: tester });
  await t.reached(second, "cancelled");
  expect((await t.engine.getExecution(third)).state).toBe("pending");
  t.actions.release("g1");
  t.actions.release("g3");
  await t.reached(first, "success");
  await t.reached(third, "success");
  expect(t.actions.runs.map((run) => run.input)).toEqual([{ name: "g1" }, { name: "g3" }]);
});

test("a parent is cancelled together with its children, running or not", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "family",
    forEach: ["a", "b", "c"],
    concurrency: { limit: 1 },
    actions: [{ use: "test.block", with: { name: "family-{{ item }}" } }],
  });
  const id = await t.run(slug);
  await t.actions.begun("family-a");
  await t.engine.cancelExecution(id, { by: tester });
  await t.reached(id, "cancelled");
  await t.until(async () => (await t.engine.getExecution(id)).children.cancelled === 3);
  expect(t.actions.runs).toHaveLength(1);
  t.actions.release("family-a");
});

test("an execution that has ended cannot be cancelled", async () => {
  const t = engine();
  const id = await t.run(await t.rule({ rule: "over", actions: [{ use: "test.echo" }] }));
  await t.reached(id, "success");
  await expect(t.engine.cancelExecution(id, { by: tester })).rejects.toMatchObject({
    code: "EXECUTION_ALREADY_FINISHED",
  });
  await expect(t.engine.cancelExecution(999_999, { by: tester })).rejects.toMatchObject({
    code: "EXECUTION_NOT_FOUND",
  });
});

test("cancelling does not run the steps of onFailure", async () => {
  const t = engine();
  const slug = await t.rule({
    rule: "quietly",
    actions: [{ use: "test.block", with: { name: "quietly" } }],
    onFailure: [{ use: "test.echo" }],
  });
  const id = await t.run(slug);
  await t.actions.begun("quietly");
  await t.engine.cancelExecution(id, { by: tester });
  expect((await t.reached(id, "cancelled")).actionRuns).toHaveLength(0);
  t.actions.release("quietly");
});

test("children that are being started while their parent is cancelled are cancelled too, or never start", async () => {
  let cancel: (() => Promise<unknown>) | undefined;
  await using t = await startEngine({
    faults: {
      async at(point) {
        if (point === "after-claim") await cancel?.();
        if (point === "after-children") await cancel?.();
      },
    },
  });
  const slug = await t.rule({
    rule: "family",
    forEach: ["a", "b"],
    actions: [{ use: "test.block", with: { name: "never" } }],
  });

  // Once before the children are written, and once right after.
  for (const wanted of [1, 2]) {
    let calls = 0;
    const { promise, resolve } = Promise.withResolvers<number>();
    cancel = async () => {
      calls += 1;
      if (calls === wanted) await t.engine.cancelExecution(await promise, { by: tester });
    };
    const id = await t.run(slug);
    resolve(id);
    await t.reached(id, "cancelled");
    await t.until(async () => {
      const { children } = await t.engine.getExecution(id);
      return Object.keys(children).every((state) => state === "cancelled");
    });
    cancel = undefined;
  }
  expect(t.errors).toEqual([]);
});
