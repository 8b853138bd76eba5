import { triggerContract, type FeedContext, type TriggerContext } from "@belfry/plugin-kit";
import { createTestActionContext, metabaseUser, startLoopbackServer, startMetabase } from "@belfry/testkit";
import { builtinConnectors } from "@belfry/connectors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run, starters, type DatabaseUnderTest } from "../sql/sql-harness.ts";

const metric = builtinConnectors.triggers?.find(({ id }) => id === "metric");
if (metric?.kind !== "poll") throw new Error("There is no metric trigger.");
const trigger = metric;

const actions = await createTestActionContext({ secrets: { TOKEN: "t0ken" } });
afterAll(() => actions[Symbol.asyncDispose]());
const nothing = () => Promise.resolve();
const contextOf = (more: Partial<FeedContext>): TriggerContext => ({
  ...actions.ctx,
  feedId: "test/1/metric-1",
  cursor: undefined,
  secret: (value) => actions.ctx.secret(value as string),
  expression: async () => 5,
  unreadable: nothing,
  accept: nothing,
  acceptTo: nothing,
  lost: () => undefined,
  ...more,
});

const base = { metric: "expression", expression: "vars.x", above: 1 };
const database = { metric: "sql", connection: "${{ secrets.DB }}", sql: "select 1", above: 1 };
const checks = triggerContract(trigger, {
  validConfigs: [
    base,
    { ...database, params: { who: "a" }, interval: "30s", for: "5m", hysteresis: 2, on: "both" },
    { metric: "http", url: "https://shop.example/q", path: "a.b", headers: { "x-key": "${{ secrets.K }}" }, below: 1 },
    { ...base, above: undefined, between: [1, 2] },
    { ...base, above: undefined, outside: [1, 20], hysteresis: 3 },
    { ...base, above: undefined, changed: true, for: "1m" },
    { ...base, above: undefined, noData: "10m" },
    { ...base, resolveBelow: 0.5 },
    { metric: "metabase", url: "https://bi.example", apiKey: "${{ secrets.BI }}", card: 7, above: 5 },
  ],
  badConfigs: [
    {},
    { metric: "expression", expression: "vars.x" },
    { ...base, below: 3 },
    { ...base, expression: "vars.x +" },
    { metric: "sql", sql: "select 1", above: 1 },
    { ...database, connection: "postgres://u:secret@host/db" },
    { ...database, sql: "select ${{ vars.x }}" },
    { ...base, url: "https://shop.example" },
    { ...base, interval: "500ms" },
    { ...base, resolveBelow: 2 },
    { ...base, resolveAbove: 0 },
    { ...base, hysteresis: 1, resolveBelow: 0 },
    { ...base, above: undefined, between: [2, 1] },
    { ...base, above: undefined, outside: [1, 2], hysteresis: 1 },
    { ...base, above: undefined, changed: true, on: "both" },
    { ...base, above: undefined, noData: "5m", for: "5m" },
    { ...base, noDataAfter: "10s" },
    { metric: "metabase", url: "https://bi.example", apiKey: "written-down", card: 7, above: 5 },
  ],
  createContext: (signal) => contextOf({ signal }),
});
for (const check of checks) test(check.name, check.run);

/** The value of a sample, or the code of what was wrong. */
async function sampled(config: Record<string, unknown>, more: Partial<FeedContext> = {}): Promise<unknown> {
  const ctx = contextOf(more);
  const parsed: unknown = trigger.config.parse({ above: 1_000_000, ...config });
  const first = await trigger.poll(ctx, parsed, undefined);
  const { cursor, failed } = await trigger.poll(ctx, parsed, first.cursor);
  if (failed !== undefined) return (failed as { code?: string }).code;
  return (cursor as { seen: { value: unknown }[] }).seen.at(-1)?.value ?? null;
}

describe.each(["PostgreSQL", "SQLite"] as const)("a value from %s", (name) => {
  let under: DatabaseUnderTest;
  let context: Awaited<ReturnType<typeof createTestActionContext>>;
  beforeAll(async () => {
    under = await starters[name]();
    context = await createTestActionContext({ secrets: { DB: under.url }, folders: under.folders });
    await run(under, "create table orders (id int, amount decimal(20, 2), note text)");
    await run(under, "insert into orders values (1, 12.50, 'a'), (2, 7, 'b')");
  });
  afterAll(async () => {
    await context[Symbol.asyncDispose]();
    await under[Symbol.asyncDispose]();
  });
  const asked = (sql: string, more: Record<string, unknown> = {}) => {
    const { ctx } = context;
    const given = { ...ctx, secret: (value: unknown) => ctx.secret(value as string) };
    return sampled({ metric: "sql", connection: { $secret: "DB" }, sql, ...more }, given);
  };

  test("is the one cell of its query, with its parameters", async () => {
    expect(await asked("select count(*) as n from orders")).toBe(2);
    expect(await asked("select sum(amount) from orders where id >= :id", { params: { id: 1 } })).toBe(19.5);
    expect(await asked("select note from orders where id = 1", { above: undefined, changed: true })).toBe("a");
  });

  test("is missing where there is no row or only null, and never zero", async () => {
    expect(await asked("select amount from orders where id = 9")).toBeNull();
    expect(await asked("select sum(amount) from orders where id = 9")).toBeNull();
  });

  test("is refused when it is more than one, no number, or written", async () => {
    expect(await asked("select amount from orders")).toBe("METRIC_NO_VALUE");
    expect(await asked("select id, amount from orders where id = 1")).toBe("METRIC_NO_VALUE");
    expect(await asked("select note from orders where id = 1")).toBe("METRIC_NO_VALUE");
    expect(await asked("delete from orders")).toBe("SQL_READ_ONLY");
    expect(await asked("select count(*) from nowhere")).toMatch(/^SQL_/);
  });
});

test("a value from an address stands at its place in the JSON, or is the whole answer", async () => {
  await using server = await startLoopbackServer((request, response) => {
    if (request.path === "/broken") response.statusCode = 500;
    response.end(
      request.path === "/json" ? '{"queue":{"length":"42"},"none":null}' : request.path === "/text" ? "17\n" : "ok",
    );
  });
  const asked = (path: string, more: Record<string, unknown> = {}) =>
    sampled({ metric: "http", url: `${server.url}${path}`, ...more });
  expect(await asked("/json", { path: "queue.length", headers: { "x-key": { $secret: "TOKEN" } } })).toBe(42);
  expect(server.requests[0]?.headers["x-key"]).toBe("t0ken");
  expect(await asked("/text")).toBe(17);
  expect(await asked("/json", { path: "none" })).toBeNull();
  expect(await asked("/json", { path: "constructor.name" })).toBeNull();
  expect(await asked("/json", { path: "queue" })).toBe("METRIC_NO_VALUE");
  expect(await asked("/page", { path: "a" })).toBe("METRIC_NO_VALUE");
  expect(await asked("/broken")).toBe("METRIC_HTTP_STATUS");
});

test("a value from Metabase is the one cell of a question", async () => {
  const columns = [{ name: "n", displayName: "数量" }];
  await using metabase = await startMetabase([
    { id: 1, columns, rows: () => [[42]] },
    { id: 2, columns, rows: () => [] },
    { id: 3, columns, rows: () => [[1], [2]] },
    { id: 4, columns, rows: () => [], error: "ERROR: no such table" },
  ]);
  await using context = await createTestActionContext({ secrets: { BI: metabaseUser.apiKey } });
  const secret = (value: unknown) => context.ctx.secret(value as string);
  const asked = (card: number) =>
    sampled({ metric: "metabase", url: metabase.url, apiKey: { $secret: "BI" }, card }, { secret });
  expect(await asked(1)).toBe(42);
  expect(await asked(2)).toBeNull();
  expect(await asked(3)).toBe("METRIC_NO_VALUE");
  expect(await asked(4)).toMatch(/^METABASE_/);
});
