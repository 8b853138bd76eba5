/** What is complete by its deadline, over HTTP. */
import { builtinActions } from "@belfry/actions";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers, builtinActions], start: true });
}, 300_000);
afterAll(() => api[Symbol.asyncDispose]());

const grid = (name: string, freshness?: object) => ({
  grid: name,
  name: "店铺数据",
  timezone: "UTC",
  dimensions: [{ dimension: "shop", name: "店铺" }],
  taskTypes: [{ task: "chat", name: "聊天", worker: "external", ...(freshness !== undefined && { freshness }) }],
});

test("a grid says by when its cells are complete, and what is said of it is shown for it and across all", async () => {
  const saved = await api.call("PUT", "/v1/grids/fresh", grid("fresh", { by: "09:30", escalateAfter: "30m" }));
  expect(saved.body, saved.text).toMatchObject({
    definition: { taskTypes: [{ freshness: { by: "09:30", afterDays: 0, workdays: false, atDeadline: "wait" } }] },
  });
  await api.call("PUT", "/v1/grids/plain", grid("plain"));
  await api.call("POST", "/v1/grids/fresh/members", {
    members: [{ member: { shop: "甲" } }, { member: { shop: "乙" } }],
  });
  const { database } = api.test;
  const tomorrow = new Date((await database.clock.now()).getTime() + 86_400_000).toISOString().slice(0, 10);
  await api.test.moveTo(`${tomorrow}T06:00:00Z`);
  await api.call("POST", "/v1/grids/fresh/generate", { date: tomorrow });
  const read = async (path: string) => (await api.call("GET", path)).body.items as Record<string, unknown>[];
  await api.test.until(async () => {
    if ((await read("/v1/grids/fresh/freshness")).length > 0) return true;
    await database.clock.advance(61_000);
    return false;
  });
  const shown = {
    grid: "fresh",
    task: "chat",
    name: "聊天",
    state: "on-time",
    total: 2,
    settled: 0,
    percent: 0,
    deadlineAt: `${tomorrow}T09:30:00.000Z`,
    etaAt: null,
    announced: 0,
  };
  expect(await read("/v1/grids/fresh/freshness")).toEqual([expect.objectContaining(shown)]);
  expect(await read("/v1/freshness?days=2&limit=5")).toEqual([expect.objectContaining(shown)]);
  expect(await read("/v1/grids/plain/freshness")).toEqual([]);
  expect((await api.call("GET", "/v1/grids/none/freshness")).body.code).toBe("GRID_NOT_FOUND");
  expect((await api.call("GET", "/v1/freshness?days=0")).body.code).toBe("REQUEST_INVALID");
});

test("a deadline that cannot be is refused", async () => {
  for (const freshness of [{ by: "25:00" }, { by: "09:30", workdays: true }, { by: "09:30", escalateAfter: "soon" }]) {
    const refused = await api.call("PUT", "/v1/grids/wrong", grid("wrong", freshness));
    expect(refused.body).toMatchObject({ code: "GRID_INVALID" });
  }
});
