/**
 * The shops stay where they are kept: rules read them from a database, an interface and a CSV file, and write them to the
 * grid as its members. A shop is added and one closed between two generations.
 */
import {
  createTestDatabase,
  exposeOnLoopback,
  startLoopbackServer,
  type LoopbackServer,
  type TestDatabase,
} from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";

let school: School;
let server: SpawnedServer;
let shop: TestDatabase;
let exposed: Awaited<ReturnType<typeof exposeOnLoopback>>;
let web: LoopbackServer;
let listed: object[] = [];
let csv = "";

const query = (text: string) => shop.store.pool.query(text);

/** The last action of every rule here. */
const members = (rows: string, platform: string) => ({
  id: "members",
  use: "grid.members",
  with: {
    grid: "shop-tasks",
    rows: `\${{ ${rows} }}`,
    columns: { shop: "shop_name" },
    values: { platform },
    opensOn: "opened_on",
    closesOn: "closed_on",
    attributes: { owner: "owner" },
    present: { cookie: "qncookie" },
    replace: { platform: [platform] },
  },
});

beforeAll(async () => {
  shop = await createTestDatabase();
  await query("create table tm_shops (shop_name text, owner text, qncookie text, opened_on date, closed_on date)");
  await query(
    `insert into tm_shops values ('甲店', '张三', 'very-secret-cookie', '2025-01-01', null), ('乙店', '李四', null, null, null)`,
  );
  exposed = await exposeOnLoopback(shop.url);
  web = await startLoopbackServer(({ path }, response) =>
    path.startsWith("/csv")
      ? response.writeHead(200, { "content-type": "text/csv" }).end(csv)
      : response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ shops: listed })),
  );
  school = await startSchool();
  server = await school.spawn({ allow: [`127.0.0.1:${exposed.port}`, new URL(web.url).host] });
  await server.api("PUT", "/v1/secrets/SHOP_DB", { value: exposed.url });
  await server.api("PUT", "/v1/grids/shop-tasks", {
    grid: "shop-tasks",
    name: "店铺",
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: [{ task: "badscore", name: "差评", worker: "external", period: -1 }],
  });
  const rules = {
    "shops-from-database": [
      {
        id: "read",
        use: "sql.query",
        with: {
          connection: "${{ secrets.SHOP_DB }}",
          sql: "select shop_name, owner, qncookie, opened_on, closed_on from tm_shops",
        },
      },
      members("actions.read.rows", "tm"),
    ],
    "shops-from-interface": [
      { id: "read", use: "http.paginate", with: { url: web.url, paging: { kind: "none", rows: "shops" } } },
      members("actions.read.rows", "pdd"),
    ],
    "shops-from-csv": [
      { id: "get", use: "http.request", with: { url: `${web.url}/csv`, response: "file" } },
      { id: "read", use: "csv.read", with: { file: "${{ actions.get.file }}" } },
      members("actions.read.rows", "jd"),
    ],
  };
  for (const [rule, actions] of Object.entries(rules)) {
    await server.api("PUT", `/v1/rules/${rule}`, { rule, name: rule, actions });
    await server.api("POST", `/v1/rules/${rule}/enable`);
  }
}, 300_000);
afterAll(async () => {
  await school?.[Symbol.asyncDispose]();
  await web?.[Symbol.asyncDispose]();
  await exposed?.[Symbol.asyncDispose]();
  await shop?.[Symbol.asyncDispose]();
});

/** Runs a rule to its end; what its last action gave, or why it failed. */
async function read(rule: string): Promise<unknown> {
  const { executionId } = await server.api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {});
  const { state, failure, actionRuns } = await endedExecution(server.api, executionId);
  return state === "success" ? actionRuns.find(({ action }) => action === "members")?.output : failure;
}

const generate = (date: string, platform: string) =>
  server.api("POST", "/v1/grids/shop-tasks/generate", { date, only: { platform: [platform] } });

async function shops(platform: string): Promise<unknown[]> {
  const { items } = await server.api<{
    items: { member: { shop: string }; opensOn: string | null; closesOn: string | null; attributes: object }[];
  }>("GET", `/v1/grids/shop-tasks/members?only=platform%3D${platform}`);
  return items.map(({ member, opensOn, closesOn, attributes }) => [member.shop, opensOn, closesOn, attributes]);
}

test("a query of a database of their own: one shop was added and one closed between two generations", async () => {
  expect(await read("shops-from-database")).toMatchObject({ total: 2, inserted: 2, removed: 0 });
  expect(await shops("tm")).toEqual([
    ["乙店", null, null, { owner: "李四", cookie: false }],
    ["甲店", "2025-01-01", null, { owner: "张三", cookie: true }],
  ]);
  expect(await generate("2025-10-03", "tm")).toMatchObject({ created: 2, existing: 0 });

  await query("update tm_shops set closed_on = '2025-10-02' where shop_name = '乙店'");
  await query("insert into tm_shops values ('丙店', '王五', null, '2025-10-03', null)");
  expect(await read("shops-from-database")).toMatchObject({ inserted: 1, changed: 1, removed: 0, retired: 0 });
  // Closed since the second: the cell of the second stays, one of the third is not made.
  expect(await generate("2025-10-03", "tm")).toMatchObject({ created: 0, existing: 2 });
  expect(await generate("2025-10-04", "tm")).toMatchObject({ created: 2, existing: 0 });

  // It opens again: where the date is gone, the shop is open.
  await query("update tm_shops set closed_on = null where shop_name = '乙店'");
  expect(await read("shops-from-database")).toMatchObject({ inserted: 0, changed: 1 });
  expect(await shops("tm")).toContainEqual(["乙店", null, null, { owner: "李四", cookie: false }]);

  await query("delete from tm_shops where shop_name = '甲店'");
  expect(await read("shops-from-database")).toMatchObject({ inserted: 0, removed: 1, retired: 2 });
  expect(await read("shops-from-database")).toMatchObject({ inserted: 0, changed: 0, removed: 0 });
  await query("delete from tm_shops");
  // A table that is empty by mistake removes nobody.
  expect(await read("shops-from-database")).toMatchObject({ code: "GRID_MEMBERS_EMPTY" });
  expect(await shops("tm")).toHaveLength(2);
}, 300_000);

test("an interface and a CSV file, each for its own platform", async () => {
  listed = [
    { shop_name: "拼多多一店", qncookie: "x" },
    { shop_name: 2, qncookie: null },
  ];
  expect(await read("shops-from-interface")).toMatchObject({ total: 2, inserted: 2, removed: 0 });
  csv = "shop_name,owner,opened_on,closed_on,qncookie\n京东一店,赵六,2025-01-01 00:00:00,,\n";
  expect(await read("shops-from-csv")).toMatchObject({ total: 1, inserted: 1, removed: 0 });
  expect(await shops("pdd")).toEqual([
    ["2", null, null, { cookie: false }],
    ["拼多多一店", null, null, { cookie: true }],
  ]);
  expect(await shops("jd")).toEqual([["京东一店", "2025-01-01", null, { owner: "赵六", cookie: false }]]);
  csv = 'shop_name\n""\n';
  expect(await read("shops-from-csv")).toMatchObject({ code: "GRID_MEMBERS_INVALID" });
}, 300_000);

test("of a cookie the grid knows only whether there is one", async () => {
  const { rows } = await school.database.store.pool.query<{ text: string }>(
    "select string_agg(to_jsonb(m)::text, '') as text from belfry.grid_members m",
  );
  expect(rows[0]?.text).toContain("cookie");
  expect(rows[0]?.text).not.toContain("very-secret-cookie");
});
