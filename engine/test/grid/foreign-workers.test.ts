import { expect, test } from "vitest";
import { startTestEngine, type TestEngine } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { by, cellsOf, countsDiffer, shop, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();
const worker = "scripts-1";
const MINUTE = 60_000;

type Tasks = Parameters<typeof shopGrid>[1];
type Members = Parameters<TestEngine["engine"]["saveGridMembers"]>[1];

async function generated(t: TestEngine, grid: string, tasks: Tasks, members: Members): Promise<void> {
  await t.engine.saveGrid(shopGrid(grid, tasks), by);
  await t.engine.saveGridMembers(grid, members, by);
  await t.engine.generateGrid(grid, { date: "2025-10-04" }, by);
}

/** The one cell that is there to be claimed. */
async function claimOne(t: TestEngine, grid: string, leaseMs = 5 * MINUTE) {
  const [claimed] = await t.engine.claimGridCells(grid, { worker, leaseMs });
  if (claimed === undefined) throw new Error("There was no cell to be claimed.");
  return claimed;
}

test("a program claims cells, completes them with figures, and is told the same when it asks again", async () => {
  const t = engine();
  await generated(t, "claims", [{ task: "chat", period: -1 }], shops("pdd", 2));
  const claimed = await t.engine.claimGridCells("claims", { worker, limit: 10 });
  expect(claimed).toMatchObject([
    {
      epoch: 1,
      attempt: 1,
      task: "chat",
      period: { label: "2025-10-03", start: "2025-10-03", end: "2025-10-03" },
      member: { platform: "pdd", shop: "pdd-0001" },
      attributes: {},
    },
    { member: { shop: "pdd-0002" } },
  ]);
  expect(await t.engine.claimGridCells("claims", { worker, limit: 10 })).toEqual([]);
  const [{ cell, epoch }] = claimed as [(typeof claimed)[number]];
  const completion = { cell, epoch, result: { rows: 512 }, message: "merged" };
  const done = await t.engine.completeGridCell("claims", completion);
  expect(done).toEqual({ cell, state: "done", attempt: 1, result: { rows: 512 }, reason: "merged", retryAt: null });
  expect(await t.engine.completeGridCell("claims", completion)).toEqual(done);
  await expect(t.engine.failGridCell("claims", { cell, epoch, reason: "late" })).rejects.toMatchObject({
    code: "GRID_LEASE_LOST",
  });
  await expect(t.engine.completeGridCell("claims", { cell, epoch: 2 })).rejects.toMatchObject({
    code: "GRID_LEASE_LOST",
  });
  await expect(t.engine.completeGridCell("claims", { cell: "1-1-999999", epoch: 1 })).rejects.toMatchObject({
    code: "GRID_CELL_UNKNOWN",
  });
  expect(Object.values(await cellsOf(t, "claims"))).toEqual(["done: merged", "running"]);
  expect(await countsDiffer(t)).toEqual([]);
});

test("a cell that failed is tried again after its delay as often as its task type says, then it has failed", async () => {
  const t = engine();
  const retry = { attempts: 3, delay: "300s", backoff: "fixed", jitter: 0 };
  await generated(t, "retries", [{ task: "chat", retry }], shops("pdd", 1));
  for (const attempt of [1, 2, 3]) {
    const { cell, epoch } = await claimOne(t, "retries");
    const failure = { cell, epoch, reason: `refused ${attempt}` };
    const ended = await t.engine.failGridCell("retries", failure);
    expect(ended).toMatchObject({ state: attempt === 3 ? "failed" : "pending", attempt, reason: failure.reason });
    expect(await t.engine.failGridCell("retries", failure)).toEqual(ended);
    expect(await t.engine.claimGridCells("retries", { worker })).toEqual([]);
    if (attempt === 3) continue;
    expect(ended.retryAt).toEqual(new Date((await t.database.clock.now()).getTime() + 5 * MINUTE));
    await t.database.clock.advance(5 * MINUTE);
  }
  expect(Object.values(await cellsOf(t, "retries"))).toEqual(["failed: refused 3"]);
});

test("the last ten attempts that came to nothing are kept with who made them and why, also when a person begins anew", async () => {
  const t = engine();
  const retry = { attempts: 12, delay: "60s", backoff: "fixed", jitter: 0 };
  await generated(t, "history", [{ task: "chat", retry }], shops("pdd", 1));
  let cell = "";
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    const claimed = await claimOne(t, "history");
    ({ cell } = claimed);
    await t.database.clock.advance(1_000);
    await t.engine.failGridCell("history", { cell, epoch: claimed.epoch, reason: `refused ${attempt}` });
    await t.database.clock.advance(MINUTE);
  }
  const { past } = await t.engine.getGridCell("history", cell);
  expect(past.map(({ attempt, reason }) => `${attempt}: ${reason}`)).toEqual(
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `${n}: refused ${n}`),
  );
  expect(past[0]).toMatchObject({ heldBy: worker, executionId: null });
  for (const { beganAt, endedAt } of past) expect(endedAt.getTime() - beganAt.getTime()).toBe(1_000);

  await t.engine.changeGridCells("history", "retry", { cells: [cell], reason: "The shop is back." }, by);
  const again = await claimOne(t, "history");
  await t.engine.completeGridCell("history", { cell, epoch: again.epoch });
  expect(await t.engine.getGridCell("history", cell)).toMatchObject({ state: "done", attempt: 1, past });
});

test("what cannot be helped by another attempt has failed at once", async () => {
  const t = engine();
  await generated(t, "final", [{ task: "chat", retry: { attempts: 5 } }], shops("pdd", 1));
  const { cell, epoch } = await claimOne(t, "final");
  const failure = { cell, epoch, reason: "The account is closed.", retryable: false };
  expect(await t.engine.failGridCell("final", failure)).toMatchObject({ state: "failed", retryAt: null });
});

test("a lease that ran out brings the cell back, and what its former holder still writes is refused", async () => {
  const t = engine();
  await generated(t, "leases", [{ task: "chat" }], shops("pdd", 1));
  const first = await claimOne(t, "leases", MINUTE);
  await t.database.clock.advance(50_000);
  const hold = { cell: first.cell, epoch: first.epoch };
  const [extended] = await t.engine.extendGridLeases("leases", { cells: [hold], leaseMs: MINUTE });
  expect(extended?.leaseUntil).toEqual(new Date((await t.database.clock.now()).getTime() + MINUTE));
  await t.database.clock.advance(50_000);
  expect(await t.engine.claimGridCells("leases", { worker: "other" })).toEqual([]);

  await t.database.clock.advance(11_000);
  // Whether somebody has taken it back by now or not.
  await expect(t.engine.completeGridCell("leases", hold)).rejects.toMatchObject({ code: "GRID_LEASE_LOST" });
  expect(await t.engine.extendGridLeases("leases", { cells: [hold] })).toEqual([{ cell: hold.cell, leaseUntil: null }]);
  await t.until(async () => (await cellsOf(t, "leases"))["chat 2025-10-03 pdd-0001"] === "pending: lease-expired");
  await expect(t.engine.failGridCell("leases", { ...hold, reason: "x" })).rejects.toMatchObject({
    code: "GRID_LEASE_LOST",
  });
  const second = await claimOne(t, "leases");
  expect(second).toMatchObject({ cell: first.cell, attempt: 2 });
  expect(second.epoch).toBeGreaterThan(first.epoch);
  await expect(t.engine.completeGridCell("leases", hold)).rejects.toMatchObject({ code: "GRID_LEASE_LOST" });
  expect(await t.engine.completeGridCell("leases", { cell: second.cell, epoch: second.epoch })).toMatchObject({
    state: "done",
    attempt: 2,
  });
  expect(await countsDiffer(t)).toEqual([]);
});

test("a cell whose holders die again and again has failed, and no lease outlasts what an attempt may take", async () => {
  const t = engine();
  await generated(t, "deadly", [{ task: "chat", timeout: "2m" }], shops("pdd", 1));
  for (const attempt of [1, 2, 3]) {
    const { leaseUntil, cell, epoch } = await claimOne(t, "deadly", 60 * MINUTE);
    const end = new Date((await t.database.clock.now()).getTime() + 2 * MINUTE);
    expect(leaseUntil).toEqual(end);
    const [held] = await t.engine.extendGridLeases("deadly", { cells: [{ cell, epoch }], leaseMs: 60 * MINUTE });
    expect(held?.leaseUntil).toEqual(end);
    await t.database.clock.advance(2 * MINUTE);
    const state = attempt === 3 ? "failed: lease-expired" : "pending: lease-expired";
    await t.until(async () => Object.values(await cellsOf(t, "deadly"))[0] === state);
  }
});

test("never more of a platform run than its limit, nor two of one account, however many claim at once", async () => {
  const t = engine();
  await using other = await startTestEngine({ database: t.database, start: false });
  const members = ["a", "b", "c", "d"].flatMap((account) =>
    ["pdd", "tm"].flatMap((platform) =>
      [1, 2, 3].map((n) => shop(platform, `${account}${n}`, { attributes: { account } })),
    ),
  );
  const limits = { concurrency: { limit: 3, per: "platform" }, exclusive: "account" };
  await generated(
    t,
    "limited",
    [
      { task: "chat", ...limits },
      { task: "score", exclusive: "account" },
    ],
    members,
  );
  const nodes = [t, other, t, other, t, other];
  let open = 48;
  while (open > 0) {
    const found = (
      await Promise.all(nodes.map(({ engine: node }) => node.claimGridCells("limited", { worker, limit: 5 })))
    ).flat();
    expect(found.length).toBeGreaterThan(0);
    const accounts = found.map(({ attributes }) => attributes["account"]);
    expect(new Set(accounts).size).toBe(accounts.length);
    for (const platform of ["pdd", "tm"])
      expect(
        found.filter(({ task, member }) => task === "chat" && member["platform"] === platform).length,
      ).toBeLessThanOrEqual(3);
    for (const { cell, epoch } of found) await t.engine.completeGridCell("limited", { cell, epoch });
    open -= found.length;
  }
  expect(open).toBe(0);
  expect(await t.engine.claimGridCells("limited", { worker, limit: 50 })).toEqual([]);
  expect(await countsDiffer(t)).toEqual([]);
});

test("programs that claim side by side never get the same cell, and together get them all", async () => {
  const t = engine();
  await generated(t, "many", [{ task: "chat" }], [...shops("pdd", 150), ...shops("tm", 50)]);
  const claimAll = async (): Promise<string[]> => {
    const found: string[] = [];
    for (;;) {
      const cells = await t.engine.claimGridCells("many", { worker, limit: 7 });
      if (cells.length === 0) return found;
      found.push(...cells.map(({ cell }) => cell));
    }
  };
  const claimed = (await Promise.all([claimAll(), claimAll(), claimAll(), claimAll()])).flat();
  expect(new Set(claimed).size).toBe(claimed.length);
  expect(claimed).toHaveLength(200);
  expect(await countsDiffer(t)).toEqual([]);
});

test("task types and platforms take turns, and what is more urgent comes before both", async () => {
  const t = engine();
  await generated(
    t,
    "fair",
    [{ task: "big" }, { task: "small", where: { platform: ["tm"] } }, { task: "urgent", priority: 1 }],
    [...shops("pdd", 40), ...shops("tm", 4)],
  );
  const claim = async (limit: number) =>
    (await t.engine.claimGridCells("fair", { worker, limit })).map(
      ({ task, member }) => `${task} ${member["platform"]}`,
    );
  expect(new Set((await claim(44)).map((line) => line.split(" ")[0]))).toEqual(new Set(["urgent"]));
  for (const round of [1, 2]) {
    const lines = await claim(6);
    expect(lines.toSorted(), `round ${round}`).toEqual([
      "big pdd",
      "big pdd",
      "big tm",
      "big tm",
      "small tm",
      "small tm",
    ]);
  }
  const only = { platform: ["pdd"] };
  expect(await t.engine.claimGridCells("fair", { worker, tasks: ["small"], only, limit: 5 })).toEqual([]);
  await expect(t.engine.claimGridCells("fair", { worker, tasks: ["none"] })).rejects.toMatchObject({
    code: "GRID_TASK_UNKNOWN",
  });
});

test("a shop without the cookie that a task needs is passed over until it has one", async () => {
  const t = engine();
  const members = [
    ...Array.from({ length: 30 }, (_, n) => shop("pdd", `a${n}`, { attributes: { cookie: n % 2 === 0 ? "" : false } })),
    shop("pdd", "z", { attributes: { cookie: true } }),
  ];
  await generated(t, "needy", [{ task: "chat", needs: ["cookie"] }], members);
  const claim = async () =>
    (await t.engine.claimGridCells("needy", { worker, limit: 2 })).map(({ member }) => member["shop"]);
  expect(await claim()).toEqual(["z"]);
  expect(await claim()).toEqual([]);
  expect((await cellsOf(t, "needy"))["chat 2025-10-03 a3"]).toBe("pending: member-incomplete");
  await t.engine.saveGridMembers("needy", [shop("pdd", "a3", { attributes: { cookie: "ok" } })], by);
  expect(await claim()).toEqual(["a3"]);
});

test("cells of rules and of task types that are switched off are not handed out", async () => {
  const t = engine();
  await generated(t, "others", [{ task: "own", rule: "nobody", worker: undefined }, { task: "off" }], shops("pdd", 1));
  await t.engine.saveGrid(
    shopGrid("others", [
      { task: "own", rule: "nobody", worker: undefined },
      { task: "off", enabled: false },
    ]),
    by,
  );
  expect(await t.engine.claimGridCells("others", { worker, limit: 5 })).toEqual([]);
});
