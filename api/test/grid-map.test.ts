/** The map of a grid and single cells over HTTP: what is counted, how both sides are paged, and what a cell waits for. */
import { builtinActions } from "@belfry/actions";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;

const shops = [
  ...["甲", "乙", "丙"].map((shop) => ({ platform: "pdd", shop })),
  ...["丁", "戊"].map((shop) => ({ platform: "tm", shop })),
];

beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers, builtinActions] });
  await api.call("PUT", "/v1/grids/shop-data", {
    grid: "shop-data",
    name: "店铺数据",
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: [
      { task: "badscore", name: "差评", worker: "external", period: -1, exclusive: "account" },
      { task: "chat", name: "聊天", worker: "external", period: -1, concurrency: { limit: 1 }, needs: ["cookie"] },
      { task: "off", name: "停用", worker: "external", period: "last_month", schedule: "monthly" },
    ],
  });
  const members = shops.map((member) => ({
    member,
    attributes: { account: member.platform, ...(member.shop !== "戊" && { cookie: true }) },
  }));
  await post("members", { members });
  for (const date of ["2025-10-02", "2025-10-03", "2025-10-04"]) await post("generate", { date });
}, 300_000);
afterAll(() => api[Symbol.asyncDispose]());

const post = async (path: string, body: object) => {
  const answer = await api.call("POST", `/v1/grids/shop-data/${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
};
const get = (path: string) => api.call("GET", `/v1/grids/shop-data/${path}`);
const map = async (query: string) => (await get(`map?from=2025-09-01&${query}`)).body;
const cellOf = async (task: string, shop: string, period = "2025-10-03") =>
  (await get(`cells?period=${period}&tasks=${task}&only=${encodeURIComponent(`shop=${shop}`)}`)).body.items[0]
    .cell as string;

const kinds = async (cell: string) =>
  (await get(`cells/${cell}`)).body.hindrances.map(({ kind }: { kind: string }) => kind);
const counts = (change: object) => ({ pending: 0, running: 0, done: 0, failed: 0, skipped: 0, retired: 0, ...change });

describe("the map of a grid", () => {
  test("has the values of a dimension as rows and periods as columns, the newest first", async () => {
    const whole = await map("tasks=badscore,chat");
    expect(whole.periods.map(({ label }: { label: string }) => label)).toEqual([
      "2025-10-03",
      "2025-10-02",
      "2025-10-01",
    ]);
    expect(whole.items).toEqual([
      { of: { platform: "pdd" }, cells: Array(3).fill(counts({ pending: 6 })) },
      { of: { platform: "tm" }, cells: Array(3).fill(counts({ pending: 4 })) },
    ]);
    expect(whole).toMatchObject({ nextCursor: null, olderPeriods: null });
    const monthly = await map("tasks=off");
    expect(monthly.periods).toEqual([{ label: "2025-09", start: "2025-09-01", end: "2025-09-30" }]);
  });

  test("has members as rows, with all their values, narrowed by names and selections", async () => {
    const members = await map("rows=shop&tasks=badscore&only=platform=pdd&columns=1");
    expect(members.items.map(({ of }: { of: object }) => of)).toEqual(
      expect.arrayContaining(shops.filter(({ platform }) => platform === "pdd")),
    );
    expect(members.items.every(({ cells }: { cells: { pending: number }[] }) => cells[0]?.pending === 1)).toBe(true);
    expect((await map(`rows=shop&text=${encodeURIComponent("丁")}`)).items).toHaveLength(1);
    expect((await map("text=T")).items).toMatchObject([{ of: { platform: "tm" } }]);
  });

  test.each(["platform", "shop"])("is paged both ways, by %s", async (rows) => {
    const whole = await map(`rows=${rows}&tasks=badscore,chat`);
    const labels: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const part = await map(
        `rows=${rows}&tasks=badscore,chat&columns=2${cursor === "" ? "" : `&columnCursor=${cursor}`}`,
      );
      labels.push(...part.periods.map(({ label }: { label: string }) => label));
      cursor = part.olderPeriods;
    }
    expect(labels).toEqual(whole.periods.map(({ label }: { label: string }) => label));
    const items: unknown[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const part = await map(`rows=${rows}&tasks=badscore,chat&limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
      items.push(...part.items);
      cursor = part.nextCursor;
    }
    expect(items).toEqual(whole.items);
  });

  test("says the same of a place whether its members are looked at or their platform is", async () => {
    await post("cells/skip", { cells: [await cellOf("badscore", "甲")], reason: "Closed for a day." });
    await post("cells/done", { cells: [await cellOf("badscore", "乙")], reason: "By hand." });
    const [platform] = (await map("rows=platform&tasks=badscore&period=2025-10-03")).items;
    const shown = (await map("rows=shop&tasks=badscore&period=2025-10-03&only=platform=pdd")).items;
    const sum = (state: string) =>
      shown.reduce(
        (total: number, { cells }: { cells: Record<string, number>[] }) => total + (cells[0]?.[state] ?? 0),
        0,
      );
    expect(platform.cells[0]).toEqual(counts({ pending: 1, done: 1, skipped: 1 }));
    for (const state of ["pending", "done", "skipped"]) expect(sum(state)).toBe(platform.cells[0][state]);
  });

  test("refuses dimensions and cursors that it does not know", async () => {
    expect((await get("map?rows=brand")).body.code).toBe("GRID_DIMENSION_UNKNOWN");
    // Of single shops nothing is counted by platform.
    expect((await get("map?rows=platform&only=shop=A")).body.code).toBe("GRID_DIMENSION_UNKNOWN");
    expect((await get("map?cursor=abc")).body.code).toBe("REQUEST_INVALID");
    const { olderPeriods } = await map("columns=1&tasks=badscore");
    expect((await get(`map?cursor=${olderPeriods as string}`)).body.code).toBe("REQUEST_INVALID");
    expect((await get("map?tasks=nope")).body.code).toBe("GRID_TASK_UNKNOWN");
  });
});

describe("one cell", () => {
  test("says who works on it, and what the others wait for", async () => {
    const [claimed] = (await post("claim", { worker: "laptop", tasks: ["badscore"], only: { shop: ["丙"] } })).cells;
    const { body } = await get(`cells/${claimed.cell as string}`);
    expect(body).toMatchObject({
      state: "running",
      attempt: 1,
      epoch: 1,
      heldBy: "laptop",
      hindrances: [],
      changes: [],
    });
    expect(body.taskType).toEqual({ name: "差评", worker: "external" });
    const waiting = await get(`cells/${await cellOf("badscore", "丙", "2025-10-02")}`);
    expect(waiting.body.hindrances).toEqual([{ kind: "exclusive", name: "account", value: "pdd", cell: claimed.cell }]);
    expect(await kinds(await cellOf("badscore", "丁"))).toEqual(["in-line"]);
    const failure = { cell: claimed.cell, epoch: claimed.epoch, reason: "No answer." };
    expect((await post("fail", failure)).state).toBe("failed");
    const ended = (await get(`cells/${claimed.cell as string}`)).body;
    expect(ended).toMatchObject({ state: "failed", reason: "No answer.", changes: ["retry", "skip", "done"] });
  });

  test("says that its member lacks something, and that as many run as may", async () => {
    expect((await get(`cells/${await cellOf("chat", "戊")}`)).body.hindrances).toEqual([
      { kind: "member-incomplete", missing: ["cookie"] },
    ]);
    // Whoever asks for it puts it aside, until a time that nobody knows.
    expect((await post("claim", { tasks: ["chat"], only: { shop: ["戊"] } })).cells).toEqual([]);
    const parked = await get(`cells/${await cellOf("chat", "戊")}`);
    expect(parked.body).toMatchObject({ state: "pending", runAt: null, reason: "member-incomplete" });
    await post("claim", { tasks: ["chat"], only: { shop: ["甲"] } });
    expect((await get(`cells/${await cellOf("chat", "丁")}`)).body.hindrances).toEqual([
      { kind: "limit", running: 1, limit: 1 },
    ]);
  });

  test("is unknown when there is none", async () => {
    for (const cell of ["9-9-9", "2147483647-1-1"])
      expect((await get(`cells/${cell}`)).body.code).toBe("GRID_CELL_UNKNOWN");
    expect((await get("cells/abc")).body.code).toBe("REQUEST_INVALID");
  });
});
