/**
 * The example as a whole beside what was there before: shops and tasks in MariaDB, uploads in an S3 server, Dremio. An old
 * consumer and a new worker work on the same tasks, and in the evening the data lie in the lake.
 */
import { readFile } from "node:fs/promises";
import { builtinConnectors } from "@belfry/connectors";
import type { DatasetRef } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  dremioUser,
  startDremio,
  startMariadb,
  startS3,
  type TestDremio,
  type TestS3,
  type TestService,
} from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool } from "../support/start-school.ts";

const EXAMPLE = new URL("../../examples/shop-task-grid/", import.meta.url);
const read = (name: string) => readFile(new URL(name, EXAMPLE), "utf8");
const tables = ["pdd.badscore", "pdd.quality", "pdd.kpi_days", "pdd.chat", "tm.badscore", "tm.chat"]
  .concat("tm.kpi_self", "tm.kpi_official")
  .map((name) => {
    const [platform = "", key = ""] = name.split(".");
    return ["minio", "warehouse", "ods", platform, `${platform}_${key}`];
  });

const stack = new AsyncDisposableStack();
let server: SpawnedServer;
let mariadb: TestService;
let s3: TestS3;
let dremio: TestDremio;

beforeAll(async () => {
  mariadb = stack.use(await startMariadb());
  s3 = stack.use(await startS3({ bucket: "warehouse" }));
  dremio = stack.use(await startDremio(tables.map((path) => ({ path, columns: ["shop", "score"] }))));
  await change(
    "create table pdd_shops (shop_name varchar(100) primary key, cookie text, status varchar(20), update_time datetime)",
    "create table tm_shops (shop_name varchar(100) primary key, qncookie text, status varchar(20), update_time datetime)",
    "create table pdd_tasks (time_period varchar(21), shop_name varchar(100), badsscore_status varchar(20), quality_status varchar(20), kpi_days_status varchar(20), chat_status varchar(20), kpi_weekly_status varchar(20), kpi_monthly_status varchar(20), primary key (time_period, shop_name))",
    "create table tm_tasks (time_period varchar(21), shop_name varchar(100), badscore_status varchar(20), chat_status varchar(20), kpi_self_status varchar(20), kpi_weekly_status varchar(20), kpi_monthly_status varchar(20), primary key (time_period, shop_name))",
    "insert into pdd_shops (shop_name, cookie) values ('拼多多一店', 'x'), ('拼多多二店', null), ('拼多多三店', 'y')",
    "insert into tm_shops (shop_name, qncookie, status, update_time) values ('天猫一店', 'x', '已完成', '2025-01-01'), ('天猫二店', null, null, null)",
  );
  const school = stack.use(await startSchool());
  // Noon: no test begins on one day and ends on the next.
  await school.database.clock.set("2026-10-03T04:00:00Z");
  server = await school.spawn({ allow: [new URL(mariadb.url).host, s3.host, new URL(dremio.url).host] });
  const secrets = {
    shopDatabase: mariadb.url,
    lakeKeyId: s3.accessKeyId,
    lakeKey: s3.secretAccessKey,
    dremioToken: dremioUser.token,
  };
  for (const [name, value] of Object.entries(secrets)) await server.api("PUT", `/v1/secrets/${name}`, { value });
  const { variables } = parse(await read("variables.yaml")) as { variables: Record<string, object> };
  const lake = { endpoint: s3.endpoint, bucket: s3.bucket, dremio: dremio.url };
  await server.api("PATCH", "/v1/variables", { values: { ...variables, lake } });
  await server.api("PUT", "/v1/grids/shop-tasks", parse(await read("grid.yaml")));
  for (const file of ["rules-tables.yaml", "rules-storing.yaml"]) {
    for (const document of parseAllDocuments(await read(file))) {
      // By hand alone: one that the clock started would do what a test is about to look at.
      const rule = { ...(document.toJS() as { readonly rule: string }), triggers: [] };
      await server.api("PUT", `/v1/rules/${rule.rule}`, rule);
      await server.api("POST", `/v1/rules/${rule.rule}/enable`);
    }
  }
}, 180_000);
afterAll(() => stack.disposeAsync());

/** Runs a rule to its end; what each of its actions gave. */
async function run(rule: string): Promise<Record<string, Record<string, unknown>>> {
  const { executionId } = await server.api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {});
  const { state, failure, actionRuns } = await endedExecution(server.api, executionId);
  expect(failure).toBeNull();
  expect(state).toBe("success");
  return Object.fromEntries(actionRuns.map((done) => [done.action, done.output as Record<string, unknown>]));
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  await using context = await createTestActionContext();
  const { rows: found } = (await context.run(action("sql.query"), { connection: mariadb.url, sql })) as {
    rows: DatasetRef;
  };
  return await context.rowsOf(found);
}

async function change(...statements: readonly string[]): Promise<void> {
  await using context = await createTestActionContext();
  for (const sql of statements)
    await context.run(action("sql.write"), { connection: mariadb.url, statements: [{ sql }] });
}

function action(id: string) {
  const found = builtinConnectors.actions?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
}

const stateOf = async (task: string) => {
  const { items } = await server.api<{ items: { member: { shop: string }; state: string }[] }>(
    "GET",
    `/v1/grids/shop-tasks/cells?tasks=${task}`,
  );
  return Object.fromEntries(items.map(({ member, state }) => [member.shop, state]));
};

test("shops are read from MariaDB, and of a task whose column is missing that is reported while the others are generated", async () => {
  const shops = await run("shops-read");
  expect([shops["pdd_members"], shops["tm_members"]]).toMatchObject([{ inserted: 3 }, { inserted: 2 }]);
  const first = await run("tasks-daily");
  // Four tasks of three shops, three and the cookie of two; the column of the fourth is not there.
  expect(first["generate"]).toMatchObject({ created: 20, existing: 0, failed: 1 });
  expect(first["columns"]).toMatchObject({
    refused: { "tm-kpi_official": "The table tm_tasks has no column kpi_official_status." },
  });
  expect(first["mirror"]).toMatchObject({ created: 19, failed: 1 });
  await change("alter table tm_tasks add column kpi_official_status varchar(20)");
  const second = await run("tasks-daily");
  expect(second["generate"]).toMatchObject({ created: 2, existing: 20, failed: 0 });
  expect(second["mirror"]).toMatchObject({ created: 2, failed: 0 });
  expect((await run("tables-mirror"))["mirror"]).toMatchObject({ created: 0, written: 0, read: 0 });
  // The state of an earlier day was put back.
  expect(await rows("select shop_name from tm_shops where status is not null")).toEqual([]);
}, 180_000);

test("an old consumer and a new worker share the tasks: what one finishes the other no longer does", async () => {
  const planned = "select time_period, shop_name from pdd_tasks where badsscore_status = '待执行' order by shop_name";
  const before = await rows(planned);
  expect(before).toHaveLength(3);
  await change(
    "update pdd_tasks set badsscore_status = '已完成' where badsscore_status is not null and shop_name = '拼多多一店'",
  );
  expect((await run("tables-mirror"))["mirror"]).toMatchObject({ read: 1 });
  const { cells } = await server.api<{ cells: { cell: string; epoch: number; member: { shop: string } }[] }>(
    "POST",
    "/v1/grids/shop-tasks/claim",
    { worker: "new", limit: 1, leaseSeconds: 600, tasks: ["pdd-badscore"] },
  );
  const [cell] = cells;
  if (cell === undefined) throw new Error("Nothing was handed out.");
  expect(cell.member.shop).not.toBe("拼多多一店");
  await server.api("POST", "/v1/grids/shop-tasks/complete", { cell: cell.cell, epoch: cell.epoch });
  expect((await run("tables-mirror"))["mirror"]).toMatchObject({ written: 1, read: 0 });
  expect(await rows(planned)).toHaveLength(1);
  const done = Object.values(await stateOf("pdd-badscore")).filter((state) => state === "done");
  expect(done).toHaveLength(2);
}, 180_000);

test("uploads of shops become one table of the lake for each task type and period, and Dremio is told", async () => {
  const { tasks } = (await run("store-daily"))["tasks"] as { tasks: { task: string; period: { label: string } }[] };
  // Nobody uploaded anything yet.
  expect(dremio.statements).toEqual([]);
  const label = tasks.find(({ task }) => task === "pdd-badscore")?.period.label ?? "";
  for (const [shop, score] of [
    ["拼多多一店", 5],
    ["拼多多二店", 4.5],
  ] as const)
    await put(`uploads/pdd-badscore/${label}/${shop}.json`, [{ score }]);
  await run("store-daily");
  expect(dremio.statements).toEqual(['ALTER PDS "minio"."warehouse"."ods"."pdd"."pdd_badscore" REFRESH METADATA']);
  expect(dremio.reflections.map(({ name }) => name)).toEqual(["pdd_badscore_refreshed_reflection"]);
  const merged = await objectAt(`ods/pdd/pdd_badscore/dt=${label}/merged_data.parquet`);
  expect(merged.subarray(0, 4).toString()).toBe("PAR1");
}, 180_000);

/** The S3 server of the tests takes requests that nobody signed. */
const objectUrl = (key: string) => `${s3.endpoint}/${s3.bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;

async function put(key: string, json: unknown): Promise<void> {
  const answer = await fetch(objectUrl(key), { method: "PUT", body: JSON.stringify(json) });
  expect(answer.status).toBe(200);
}

async function objectAt(key: string): Promise<Buffer> {
  const answer = await fetch(objectUrl(key));
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}
