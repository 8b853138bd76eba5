import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../../examples/python-worker/worker.py", import.meta.url));

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ start: true });
});
afterAll(() => api[Symbol.asyncDispose]());

async function shopData(grid: string, shops: readonly string[]): Promise<void> {
  await api.call("PUT", `/v1/grids/${grid}`, {
    grid,
    name: "店铺数据",
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: [
      { task: "badscore", name: "差评", worker: "external" },
      { task: "chat", name: "聊天", worker: "external" },
    ],
  });
  const members = shops.map((shop) => ({ member: { platform: "pdd", shop } }));
  await api.call("POST", `/v1/grids/${grid}/members`, { members });
  await api.call("POST", `/v1/grids/${grid}/generate`, { date: "2025-10-04" });
}

const linesOf = (text: string) => text.trim().split("\n").toSorted();

test("the example in Python works on all cells of its task type, and says which failed and why", async () => {
  await shopData("python", ["店铺1", "店铺2", "broken"]);
  const env = {
    PATH: process.env["PATH"],
    PYTHONIOENCODING: "utf-8",
    BELFRY_URL: api.url,
    BELFRY_TOKEN: api.token,
    BROKEN_SHOP: "broken",
  };
  const { stdout } = await run("python3", [script, "python", "badscore"], { env });
  expect(linesOf(stdout)).toEqual(["done badscore 店铺1", "done badscore 店铺2", "failed badscore broken"]);
  const { body } = await api.call("GET", "/v1/grids/python/cells?from=2025-10-01");
  const told = (body.items as Record<string, unknown>[]).map(({ task, member, state, reason, heldBy }) => [
    `${String(task)} ${(member as Record<string, string>)["shop"]}`,
    state,
    reason,
    heldBy,
  ]);
  const [first] = body.items as Record<string, unknown>[];
  expect(first?.["result"]).toEqual({ rows: 3, told: 1 });
  expect(told).toEqual([
    ["badscore 店铺1", "done", null, "worker.py"],
    ["badscore 店铺2", "done", null, "worker.py"],
    ["badscore broken", "failed", "broken did not answer", "worker.py"],
    ["chat 店铺1", "pending", null, null],
    ["chat 店铺2", "pending", null, null],
    ["chat broken", "pending", null, null],
  ]);
});

test("a program is told clearly when the cell it writes to is no longer its own", async () => {
  await shopData("told", ["店铺1"]);
  const claim = { worker: "a", leaseSeconds: 60, tasks: ["chat"] };
  const [{ cell, epoch, leaseUntil, ...claimed }] = (await api.call("POST", "/v1/grids/told/claim", claim)).body.cells;
  expect(claimed).toEqual({
    attempt: 1,
    task: "chat",
    period: { label: "2025-10-03", start: "2025-10-03", end: "2025-10-03" },
    member: { platform: "pdd", shop: "店铺1" },
    attributes: {},
    backfill: null,
    quiet: false,
  });
  const now = await api.test.database.clock.now();
  expect(leaseUntil).toBe(new Date(now.getTime() + 60_000).toISOString());
  await api.test.database.clock.advance(61_000);
  const late = await api.call("POST", "/v1/grids/told/complete", { cell, epoch });
  expect(late).toMatchObject({ status: 409, body: { code: "GRID_LEASE_LOST" } });
  expect(await api.call("POST", "/v1/grids/told/heartbeat", { cells: [{ cell, epoch }] })).toMatchObject({
    status: 200,
    body: { cells: [{ cell, leaseUntil: null }] },
  });
  const strange = await api.call("POST", "/v1/grids/told/fail", { cell: "1-1-99", epoch: 1, reason: "x" });
  expect(strange).toMatchObject({ status: 422, body: { code: "GRID_CELL_UNKNOWN" } });
});

test("a program is told which cells make up for past days, and whether anybody is to hear of it", async () => {
  await shopData("past", ["店铺1"]);
  const days = { from: "2025-09-01", until: "2025-09-01", tasks: ["badscore"] };
  const begun = [
    await api.call("POST", "/v1/grids/past/backfills", days),
    await api.call("POST", "/v1/grids/past/backfills", { ...days, tasks: ["chat"], notify: true }),
  ];
  const [quiet, loud] = begun.map(({ body }) => body.backfill.id as number);
  await api.test.until(async () => {
    const { body } = await api.call("GET", "/v1/grids/past/cells?period=2025-09-01");
    return body.items.length === 2;
  });
  const { body } = await api.call("POST", "/v1/grids/past/claim", { worker: "a", limit: 10 });
  expect(body.cells.map((one: Record<string, unknown>) => [one["task"], one["backfill"], one["quiet"]])).toEqual(
    expect.arrayContaining([
      ["badscore", null, false],
      ["chat", null, false],
      ["badscore", quiet, true],
      ["chat", loud, false],
    ]),
  );
});
