import { expect, test } from "vitest";
import { startEngine } from "../start-engine.ts";

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
      if (calls === wanted) await t.engine.cancelExecution(await promise, { by: "test" });
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
