import { expect, test } from "vitest";
import { useEngine } from "../start-engine.ts";
import { by, cellsOf, countsDiffer, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();
const worker = "w";

test("people retry, skip and mark done what they select; what somebody works on is left alone", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("hand", [{ task: "chat" }, { task: "score" }]), by);
  await t.engine.saveGridMembers("hand", [...shops("pdd", 3), ...shops("tm", 1)], by);
  await t.engine.generateGrid("hand", { date: "2025-10-04" }, by);
  const filter = { from: "2025-10-01" };
  const claimed = await t.engine.claimGridCells("hand", {
    worker,
    tasks: ["chat"],
    only: { platform: ["pdd"] },
    limit: 3,
  });
  const [first, second, third] = claimed as [(typeof claimed)[0], (typeof claimed)[0], (typeof claimed)[0]];
  const holdOf = ({ cell, epoch }: typeof first) => ({ cell, epoch });
  await t.engine.failGridCell("hand", { ...holdOf(first), reason: "broken", retryable: false });
  await t.engine.failGridCell("hand", { ...holdOf(second), reason: "broken", retryable: false });

  const skipped = { ...filter, cells: [first.cell, third.cell], reason: "closed" };
  expect(await t.engine.changeGridCells("hand", "skip", skipped, by)).toEqual({ changed: 1, more: false });
  expect(await t.engine.changeGridCells("hand", "retry", { ...filter, reason: "again" }, by)).toMatchObject({
    changed: 1,
  });
  const tm = { ...filter, only: { platform: ["tm"] }, tasks: ["score"], reason: "by hand" };
  expect(await t.engine.changeGridCells("hand", "done", tm, by)).toMatchObject({ changed: 1 });
  expect(await t.engine.changeGridCells("hand", "done", tm, by)).toMatchObject({ changed: 0 });
  const states = await cellsOf(t, "hand");
  expect(Object.values(states).toSorted()).toEqual(
    ["done: by hand", "pending", "pending", "pending", "pending", "pending", "running", "skipped: closed"].toSorted(),
  );
  expect(states["score 2025-10-03 tm-0001"]).toBe("done: by hand");

  // Whoever failed it before can no longer say anything of it, and it begins anew.
  await expect(t.engine.failGridCell("hand", { ...holdOf(second), reason: "late" })).rejects.toMatchObject({
    code: "GRID_LEASE_LOST",
  });
  const again = await t.engine.claimGridCells("hand", {
    worker,
    tasks: ["chat"],
    only: { shop: [second.member["shop"] ?? ""] },
  });
  expect(again).toMatchObject([{ cell: second.cell, attempt: 1 }]);
  expect(await t.engine.completeGridCell("hand", holdOf(third))).toMatchObject({ state: "done" });
  expect(await countsDiffer(t)).toEqual([]);
});
