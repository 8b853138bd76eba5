/** Cells of past days over HTTP: what a preview says, what is begun and stopped, what is refused, and what the audit log keeps. */
import { builtinActions } from "@belfry/actions";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers, builtinActions] });
  await api.call("PUT", "/v1/grids/past", {
    grid: "past",
    name: "店铺数据",
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: [{ task: "chat", name: "聊天", worker: "external", concurrency: { limit: 2, per: "platform" } }],
  });
  const members = ["甲", "乙"].map((shop) => ({ member: { platform: "pdd", shop } }));
  await api.call("POST", "/v1/grids/past/members", { members });
}, 300_000);
afterAll(() => api[Symbol.asyncDispose]());

const post = (path: string, body?: object) => api.call("POST", `/v1/grids/past/backfills${path}`, body);
const get = (path: string) => api.call("GET", `/v1/grids/past/backfills${path}`);
const month = { from: "2025-09-01", until: "2025-09-30" };

test("a preview says how many cells that is, and nothing is written", async () => {
  const { status, body, text } = await post("", { ...month, preview: true });
  expect(status, text).toBe(200);
  expect(body).toMatchObject({
    backfill: null,
    plan: {
      cells: 60,
      kept: 0,
      durationMs: null,
      tasks: [{ task: "chat", periods: 30, first: { label: "2025-09-01" }, last: { label: "2025-09-30" } }],
      limits: [{ task: "chat", by: "platform", value: "pdd", atOnce: 2, cells: 60, durationMs: null }],
    },
  });
  expect((await get("")).body).toEqual({ items: [], nextCursor: null });
});

test("a backfill is begun, paused, resumed and given up, and everything of it stands in the audit log", async () => {
  const begun = await post("", { ...month, reason: "A new shop." });
  expect(begun.body, begun.text).toMatchObject({
    plan: { cells: 60 },
    backfill: { state: "running", total: 60, reason: "A new shop.", notify: false, tasks: null, only: null },
  });
  const { id } = begun.body.backfill as { readonly id: number };
  expect((await post("", month)).body.backfill.id).toBe(id);
  expect((await post(`/${id}/pause`)).body).toMatchObject({ id, state: "paused", etaAt: null });
  expect((await post(`/${id}/resume`)).body).toMatchObject({ id, state: "running" });
  expect((await get(`/${id}`)).body).toMatchObject({ id, total: 60, ended: 0 });
  expect((await post(`/${id}/cancel`)).body).toMatchObject({ id, state: "cancelled" });
  const again = await post(`/${id}/resume`);
  expect(again).toMatchObject({ status: 409, body: { code: "GRID_BACKFILL_OVER" } });
  expect((await get("")).body.items).toMatchObject([{ id, state: "cancelled" }]);
  const { body: log } = await api.call("GET", "/v1/audit?subjectKind=grid&limit=200");
  expect((log.items as { readonly action: string }[]).map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      "grids.backfill",
      "grids.backfill-pause",
      "grids.backfill-resume",
      "grids.backfill-cancel",
    ]),
  );
});

test("what cannot be begun or found is refused with its code", async () => {
  expect(await post("", { from: "2025-09-30", until: "2025-09-01" })).toMatchObject({
    status: 422,
    body: { code: "GRID_BACKFILL_INVALID" },
  });
  expect((await post("", { ...month, mode: "all" })).body.code).toBe("GRID_BACKFILL_INVALID");
  expect((await post("", { ...month, tasks: ["nope"] })).body.code).toBe("GRID_TASK_UNKNOWN");
  expect((await post("", { ...month, only: { brand: ["x"] } })).body.code).toBe("GRID_DIMENSION_UNKNOWN");
  expect((await post("", { from: "2025-02-30", until: "2025-03-01" })).body.code).toBe("REQUEST_INVALID");
  expect((await get("/999999")).body.code).toBe("GRID_BACKFILL_UNKNOWN");
  expect((await get("/x")).body.code).toBe("REQUEST_INVALID");
});
