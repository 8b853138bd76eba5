/** Many programs that claim at the same moment are served by one statement: what each gets, and in which order. */
import { expect, test } from "vitest";
import type { TestEngine } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { by, countsDiffer, shop, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

type Tasks = Parameters<typeof shopGrid>[1];
type Members = Parameters<TestEngine["engine"]["saveGridMembers"]>[1];

async function generated(t: TestEngine, grid: string, tasks: Tasks, members: Members): Promise<void> {
  await t.engine.saveGrid(shopGrid(grid, tasks), by);
  await t.engine.saveGridMembers(grid, members, by);
  await t.engine.generateGrid(grid, { date: "2025-10-04" }, by);
}

const holders = async (t: TestEngine, grid: string) => {
  const { items } = await t.engine.listGridCells(grid, { from: "2000-01-01", states: ["running"], limit: 1_000 });
  return Map.groupBy(items, ({ heldBy }) => heldBy ?? "");
};

test("forty programs that ask at once hold each what they were told, under their own names", async () => {
  const t = engine();
  await generated(t, "crowd", [{ task: "chat" }, { task: "score" }], [...shops("pdd", 30), ...shops("tm", 25)]);
  const told = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => ({
      worker: `w${n}`,
      cells: await t.engine.claimGridCells("crowd", { worker: `w${n}`, limit: 1 + (n % 5) }),
    })),
  );
  const held = await holders(t, "crowd");
  const all = told.flatMap(({ cells }) => cells.map(({ cell }) => cell));
  expect(new Set(all).size).toBe(110);
  expect(all).toHaveLength(110);
  for (const { worker, cells } of told)
    expect((held.get(worker) ?? []).map(({ cell }) => cell).toSorted()).toEqual(
      cells.map(({ cell }) => cell).toSorted(),
    );
  expect(await countsDiffer(t)).toEqual([]);
});

test("cells that many programs end at once are ended once each, and who is late is told what they are", async () => {
  const t = engine();
  await generated(t, "ends", [{ task: "chat" }], shops("pdd", 20));
  const claimed = await t.engine.claimGridCells("ends", { worker: "w", limit: 20 });
  const told = await Promise.allSettled(
    claimed.flatMap(({ cell, epoch }, n) => [
      n % 2 === 0
        ? t.engine.completeGridCell("ends", { cell, epoch, result: { rows: n } })
        : t.engine.failGridCell("ends", { cell, epoch, reason: `no ${n}`, retryable: false }),
      // The same once more, as after a lost answer; and what contradicts it, with an epoch that is not theirs.
      n % 2 === 0
        ? t.engine.completeGridCell("ends", { cell, epoch, result: { rows: n } })
        : t.engine.failGridCell("ends", { cell, epoch, reason: `no ${n}`, retryable: false }),
      t.engine.completeGridCell("ends", { cell, epoch: epoch + 1 }),
    ]),
  );
  for (const [n] of claimed.entries()) {
    const [one, again, foreign] = told.slice(n * 3, n * 3 + 3);
    const state = n % 2 === 0 ? "done" : "failed";
    expect(one).toMatchObject({ status: "fulfilled", value: { state } });
    expect(again).toEqual(one);
    expect(foreign).toMatchObject({ status: "rejected", reason: { code: "GRID_LEASE_LOST" } });
  }
  expect(await countsDiffer(t)).toEqual([]);
});

test("what is more urgent is handed out to the last cell before anything else, however uneven the lines are", async () => {
  const t = engine();
  await generated(
    t,
    "uneven",
    [{ task: "usual" }, { task: "urgent", priority: 1 }],
    [...shops("pdd", 60), ...shops("tm", 3), ...shops("jd", 1)],
  );
  const claimed = await t.engine.claimGridCells("uneven", { worker: "w", limit: 100 });
  expect(claimed).toHaveLength(100);
  expect(claimed.slice(0, 64).every(({ task }) => task === "urgent")).toBe(true);
  expect(claimed.slice(64).every(({ task }) => task === "usual")).toBe(true);
  // By turns: the small ones are not kept waiting by the large one.
  const small = claimed.slice(64).filter(({ member }) => member["platform"] !== "pdd");
  expect(small).toHaveLength(4);
});

test("while somebody works with every account nothing is handed out, and at once when one is free", async () => {
  const t = engine();
  const limits = { exclusive: "account" };
  const members = ["pdd", "tm"].flatMap((platform) =>
    ["a", "b"].flatMap((account) =>
      Array.from({ length: 20 }, (_, n) => shop(platform, `${platform}-${account}${n}`, { attributes: { account } })),
    ),
  );
  await generated(
    t,
    "accounts",
    [
      { task: "chat", ...limits },
      { task: "score", ...limits },
    ],
    members,
  );
  const claim = () => t.engine.claimGridCells("accounts", { worker: "w", limit: 10 });
  const first = await claim();
  expect(new Set(first.map(({ attributes }) => attributes["account"]))).toEqual(new Set(["a", "b"]));
  expect(first).toHaveLength(2);
  expect(await claim()).toEqual([]);
  const [one] = first as [(typeof first)[number]];
  await t.engine.completeGridCell("accounts", { cell: one.cell, epoch: one.epoch });
  const next = await claim();
  expect(next.map(({ attributes }) => attributes["account"])).toEqual([one.attributes["account"]]);
});

test("a cell that a node of an older version handed out keeps others from its account", async () => {
  const t = engine();
  const members = [
    shop("pdd", "x1", { attributes: { account: "x" } }),
    shop("tm", "x2", { attributes: { account: "x" } }),
  ];
  await generated(t, "older", [{ task: "chat", exclusive: "account" }], members);
  const claim = () => t.engine.claimGridCells("older", { worker: "w", limit: 5 });
  expect(await claim()).toHaveLength(1);
  await t.database.store.pool.query("update belfry.grid_cells set excludes = null where held_by = 'w'");
  expect(await claim()).toEqual([]);
});

test("another account that a grid names from now on holds for the cells that run already", async () => {
  const t = engine();
  const members = [1, 2, 3].map((n) => shop("pdd", `y${n}`, { attributes: { account: "y", desk: n } }));
  await generated(t, "renamed", [{ task: "chat", exclusive: "desk" }], members);
  const claim = (limit: number) => t.engine.claimGridCells("renamed", { worker: "w", limit });
  expect(await claim(1)).toHaveLength(1);
  await t.engine.saveGrid(shopGrid("renamed", [{ task: "chat", exclusive: "account" }]), by);
  expect(await claim(5)).toEqual([]);
});

test("the limit of a platform leaves the others their turn", async () => {
  const t = engine();
  const concurrency = { limit: 2, per: "platform" };
  await generated(t, "full", [{ task: "chat", concurrency }], [...shops("pdd", 50), ...shops("tm", 50)]);
  const claim = async () =>
    (await t.engine.claimGridCells("full", { worker: "w", limit: 10 })).map(({ member }) => member["platform"] ?? "");
  expect((await claim()).toSorted()).toEqual(["pdd", "pdd", "tm", "tm"]);
  expect(await claim()).toEqual([]);
  const [running] = (await holders(t, "full")).get("w") ?? [];
  if (running === undefined) throw new Error("Nothing runs.");
  await t.engine.completeGridCell("full", { cell: running.cell, epoch: 1 });
  expect(await claim()).toEqual([running.member["platform"]]);
});
