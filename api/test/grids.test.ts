/** The task grids over HTTP: what is saved, generated, counted and listed, and what is said of mistakes. */
import { builtinActions } from "@belfry/actions";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers, builtinActions] });
}, 300_000);
afterAll(() => api[Symbol.asyncDispose]());

const grid = (change: object = {}) => ({
  grid: "shop-data",
  name: "店铺数据",
  dimensions: [
    { dimension: "platform", name: "平台" },
    { dimension: "shop", name: "店铺" },
  ],
  taskTypes: [
    { task: "badscore", name: "差评数据采集", worker: "external", period: -1, column: "badsscore_status" },
    {
      task: "weekly",
      name: "周度",
      worker: "external",
      schedule: "weekly",
      period: [-9, -3],
      where: { platform: ["pdd"] },
    },
  ],
  ...change,
});
const shop = (platform: string, name: string, rest: object = {}) => ({ member: { platform, shop: name }, ...rest });
const put = (body: object, headers: Record<string, string> = {}) =>
  api.fetch("PUT", "/v1/grids/shop-data", { body, headers: { authorization: `Bearer ${api.token}`, ...headers } });

const save = (body: object) => api.call("POST", "/v1/grids/shop-data/members", body);
const remove = (members: object[]) => api.call("POST", "/v1/grids/shop-data/members/remove", { members });
const generate = (body: object) => api.call("POST", "/v1/grids/shop-data/generate", body);
const get = async (path: string) => (await api.call("GET", `/v1/grids/shop-data/${path}`)).body;

describe("grids over HTTP", () => {
  test("are saved with the ETag of what was read, and refused as a whole with every problem", async () => {
    const first = await put(grid(), { "if-none-match": "*" });
    expect(first, first.text).toMatchObject({
      status: 200,
      body: { members: 0, definition: { timezone: "Asia/Shanghai" } },
    });
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toBe(`"${first.body.revision as string}"`);
    expect((await put(grid(), { "if-none-match": "*" })).body.code).toBe("PRECONDITION_FAILED");
    const renamed = await put(grid({ name: "店铺" }), { "if-match": etag });
    expect(renamed.status).toBe(200);
    expect((await put(grid(), { "if-match": etag })).body.code).toBe("PRECONDITION_FAILED");
    const wrong = await put(
      grid({
        taskTypes: [
          { task: "A", name: "a" },
          { task: "b", name: "b", worker: "external", where: { brand: ["x"] } },
        ],
      }),
    );
    expect(wrong).toMatchObject({ status: 422, body: { code: "GRID_INVALID" } });
    expect(wrong.body.problems.map(({ path }: { path: string }) => path)).toContain("taskTypes[0].task");
    const otherName = await api.call("PUT", "/v1/grids/another", grid());
    expect(otherName.body).toMatchObject({ code: "GRID_INVALID", problems: [{ path: "grid" }] });
    const dimensions = [{ dimension: "brand", name: "品牌" }];
    const undone = await put(grid({ dimensions, taskTypes: [] }));
    expect(undone.body.problems).toMatchObject([{ path: "dimensions" }]);
    expect((await api.call("GET", "/v1/grids")).body.items).toMatchObject([{ definition: { name: "店铺" } }]);
    expect((await api.call("GET", "/v1/grids/nope")).body.code).toBe("GRID_NOT_FOUND");
  });

  test("have members, written all or none, and read page by page", async () => {
    const members = [
      ...["甲", "乙", "丙"].map((name) => shop("pdd", name)),
      shop("tm", "丁", { attributes: { cookie: true } }),
    ];
    expect((await save({ members })).body).toEqual({ inserted: 4, changed: 0, removed: 0, retired: 0 });
    expect((await save({ members })).body).toEqual({ inserted: 0, changed: 0, removed: 0, retired: 0 });
    const half = await save({ members: [shop("pdd", "戊"), { member: { shop: "己" } }] });
    expect(half).toMatchObject({
      status: 422,
      body: { code: "GRID_MEMBERS_INVALID", problems: [{ path: "members[1].platform" }] },
    });
    expect((await save({ members: [], replace: true })).body.code).toBe("GRID_MEMBERS_EMPTY");
    expect((await save({ members: [], replace: { brand: ["x"] } })).body.code).toBe("GRID_MEMBERS_EMPTY");

    const page = await api.call("GET", "/v1/grids/shop-data/members?limit=3");
    expect(page.body.items).toHaveLength(3);
    const rest = await api.call("GET", `/v1/grids/shop-data/members?limit=3&cursor=${page.body.nextCursor as string}`);
    expect(rest.body).toMatchObject({ items: [{ member: { platform: "tm", shop: "丁" } }], nextCursor: null });
    const tm = await api.call("GET", "/v1/grids/shop-data/members?only=platform%3Dtm");
    expect(tm.body.items).toMatchObject([{ attributes: { cookie: true } }]);
    expect((await api.call("GET", "/v1/grids/shop-data/members?only=brand%3Dx")).body.code).toBe(
      "GRID_DIMENSION_UNKNOWN",
    );
    for (const cursor of ["abc", rest.body.nextCursor ?? "W10", page.body.nextCursor.slice(4)]) {
      const refused = await api.call("GET", `/v1/grids/shop-data/members?cursor=${cursor as string}`);
      expect(refused.body).toMatchObject({ code: "REQUEST_INVALID" });
    }
  });

  test("are generated: what was made and what was there is counted apart, also the second time", async () => {
    const first = await generate({ schedule: "all", date: "2025-10-04" });
    expect(first, first.text).toMatchObject({
      status: 200,
      body: {
        baseDate: "2025-10-04",
        platforms: ["pdd", "tm"],
        created: 7,
        existing: 0,
        failed: 0,
        tasks: [
          { task: "badscore", column: "badsscore_status", period: { label: "2025-10-03" }, created: 4, error: null },
          { task: "weekly", column: null, period: { label: "2025-09-25_2025-10-01" }, created: 3 },
        ],
      },
    });
    expect((await generate({ date: "2025-10-04" })).body).toMatchObject({ created: 0, existing: 7 });
    expect((await generate({ date: "2025-10-04", only: { platform: ["jd"] } })).body).toMatchObject({
      platforms: [],
      created: 0,
    });
    expect((await generate({ tasks: ["nope"] })).body.code).toBe("GRID_TASK_UNKNOWN");
    expect((await generate({ only: { brand: ["x"] } })).body.code).toBe("GRID_DIMENSION_UNKNOWN");
    for (const date of ["2025/10/03", "2025-02-30", "0001-01-01"])
      expect((await generate({ date })).body.code).toBe("REQUEST_INVALID");
    const { body: page } = await api.call("GET", "/v1/grids/shop-data/generations?limit=1");
    expect(page.items).toMatchObject([{ baseDate: "2025-10-04", executionId: null }]);
    const older = await api.call("GET", `/v1/grids/shop-data/generations?cursor=${page.nextCursor as string}`);
    expect(older.body.items).toHaveLength(2);
  });

  test("count their cells, and list them page by page, the newest period first", async () => {
    expect(await get("counts?from=2025-09-01&by=platform&tasks=badscore")).toMatchObject({
      items: [
        { of: { platform: "pdd" }, total: 3, states: { pending: 3, done: 0 } },
        { of: { platform: "tm" }, total: 1 },
      ],
    });
    expect(await get("counts?by=shop")).toMatchObject({ code: "GRID_DIMENSION_UNKNOWN" });
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await get(`cells?from=2025-09-01&limit=2${cursor}`);
      seen.push(
        ...page.items.map(
          ({ task, member, state }: { task: string; member: { shop: string }; state: string }) =>
            `${task} ${member.shop} ${state}`,
        ),
      );
      cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor as string}`;
    } while (cursor !== "");
    expect(seen).toEqual([
      ...["甲", "乙", "丙", "丁"].map((name) => `badscore ${name} pending`),
      ...["甲", "乙", "丙"].map((name) => `weekly ${name} pending`),
    ]);
    expect((await get("cells?period=2025-10-03&only=shop%3D乙")).items).toMatchObject([{ member: { shop: "乙" } }]);
    expect((await get("cells?period=2025-10-03&text=丁")).items).toHaveLength(1);
    expect((await get("cells?period=2025-10-03&states=done,failed")).items).toEqual([]);
    expect(await get("cells?tasks=nope")).toMatchObject({ code: "GRID_TASK_UNKNOWN" });
    expect(await get("cells?states=nope")).toMatchObject({ code: "REQUEST_INVALID" });
    expect(await get("cells?cursor=W10")).toMatchObject({ code: "REQUEST_INVALID" });
  });

  test("retire the open cells of members that are removed, by their names", async () => {
    expect((await remove([{ platform: "pdd", shop: "乙" }])).body).toEqual({ removed: 1, retired: 2 });
    expect((await remove([{ platform: "pdd", shop: "乙" }])).body).toEqual({ removed: 0, retired: 0 });
    expect((await remove([{ shop: "乙" }])).body.code).toBe("GRID_MEMBERS_INVALID");
    const retired = await api.call("GET", "/v1/grids/shop-data/cells?from=2025-09-01&states=retired");
    expect(retired.body.items).toMatchObject([{ reason: "member-removed" }, { reason: "member-removed" }]);
    const gone = await api.call("GET", "/v1/grids/shop-data/members?removed=true&text=乙");
    expect(gone.body.items).toMatchObject([{ removed: true }]);
  });

  test("preview the generations of the rules that name them, with the dates of each task type", async () => {
    expect((await api.call("GET", "/v1/grids/shop-data/preview")).body.items).toEqual([]);
    for (const [rule, cron, schedule] of [
      ["tasks-daily", "5 0 * * *", "daily"],
      ["tasks-weekly", "10 0 * * 6", "weekly"],
    ] as const)
      await api.test.rule({
        rule,
        triggers: [{ cron, timezone: "Asia/Shanghai" }],
        actions: [{ id: "make", use: "grid.generate", with: { grid: "shop-data", schedule } }],
      });
    const { body } = await api.call("GET", "/v1/grids/shop-data/preview?count=8");
    expect(body.items).toHaveLength(8);
    const weekly = body.items.filter(({ rule }: { rule: string }) => rule === "tasks-weekly");
    expect(weekly.length).toBeGreaterThan(0);
    for (const { at, baseDate, tasks } of weekly) {
      const day = new Date(Date.parse(at) + 8 * 3_600_000);
      expect([day.getUTCDay(), day.toISOString().slice(0, 16)]).toEqual([6, `${baseDate as string}T00:10`]);
      const back = (days: number) => new Date(day.getTime() - days * 86_400_000).toISOString().slice(0, 10);
      expect(tasks).toMatchObject([{ task: "weekly", period: { label: `${back(9)}_${back(3)}` } }]);
    }
    expect((await api.call("GET", "/v1/grids/shop-data/preview?count=51")).body.code).toBe("REQUEST_INVALID");
  });

  test("leave a trace of who changed what, and are gone when they are removed", async () => {
    expect((await api.call("DELETE", "/v1/grids/shop-data")).status).toBe(204);
    for (const path of ["", "/cells", "/counts", "/members", "/generations", "/preview"])
      expect((await api.call("GET", `/v1/grids/shop-data${path}`)).body.code).toBe("GRID_NOT_FOUND");
    const { body } = await api.call("GET", "/v1/audit?subjectKind=grid&limit=200");
    const told = new Set<string>(body.items.map(({ action }: { action: string }) => action));
    expect([...told].toSorted()).toEqual([
      "grids.generate",
      "grids.remove",
      "grids.remove-members",
      "grids.save",
      "grids.save-members",
    ]);
    // Its name is free again, and nothing of the one before is in the new one.
    expect((await put(grid())).body.members).toBe(0);
    expect((await api.call("GET", "/v1/grids/shop-data/cells?from=2025-01-01")).body.items).toEqual([]);
  });
});
