import {
  actionContract,
  contractSecret,
  type ActionContext,
  type ActionContractOptions,
  type Row,
} from "@belfry/plugin-kit";
import { createGrids, createRecords } from "@belfry/engine";
import { actionIncentives, createIncentives } from "@belfry/incentive";
import { systemActor } from "@belfry/model";
import { createTestActionContext, createTestDatabase, startLoopbackServer } from "@belfry/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { builtinActions } from "../src/index.ts";

/** Answers by path: what a school's interface could do to an action. */
const server = await startLoopbackServer(({ path }, response) => {
  const answer = (status: number, body: string, type = "application/json") =>
    response.writeHead(status, { "content-type": type }).end(body);
  if (path.startsWith("/silent")) return undefined;
  if (path.startsWith("/broken")) return answer(500, "");
  if (path.startsWith("/text")) return answer(200, "not JSON", "text/plain");
  if (path.startsWith("/pages")) return answer(200, JSON.stringify({ total: 1, rows: [{ a: 1 }] }));
  return answer(200, JSON.stringify({ code: 0 }));
});
const database = await createTestDatabase();
const records = createRecords(database.store);
await database.store.transaction((tx) =>
  tx.query({
    name: "test-record-table",
    text: `insert into belfry.record_tables (name, max_rows, created_at, updated_at)
      select 'customers', 10000, belfry.now(), belfry.now()`,
  }),
);
const grids = createGrids(
  { store: database.store, audit: async () => undefined, calendars: { current: async () => new Map() } },
  { id: 1, dueAt: new Date("2026-02-17T16:05:00Z") },
);
await database.store.transaction((tx) =>
  tx.query({
    name: "test-grids",
    text: `with g as (
        insert into belfry.grids (slug, name, definition, created_at, updated_at, updated_by)
        select slug, slug, jsonb_build_object('grid', slug, 'name', slug, 'timezone', 'Asia/Shanghai', 'dayStartsAt', '00:00',
            'calendar', 'nobody-made-it', 'dimensions', '[{"dimension": "platform"}, {"dimension": "shop"}]'::jsonb,
            'taskTypes', jsonb_build_array(jsonb_build_object('task', 'score', 'name', '评分', 'enabled', true,
              'schedule', 'daily', 'shopStatus', false, 'priority', 100, 'period', period))), belfry.now(), belfry.now(), 'test'
        from (values ('shops', '-1'::jsonb), ('undated', '{"unit": "day", "workdays": true}')) v (slug, period) returning id)
      insert into belfry.grid_task_types (grid_id, key, position) select id, 'score', 1 from g`,
  }),
);
const incentives = createIncentives({ store: database.store });
await incentives.installCampaign("BJ-2025-05", { by: systemActor });
const contractRow = {
  _id: "c-1",
  serviceAppointmentNum: "GD-1",
  serviceHousekeeper: "李青",
  contractdocNum: "YHWX-1",
  adjustRefundMoney: 12_000,
  orgName: "顺达",
  signedDate: "2025-05-06",
};
await incentives.run({
  campaign: "BJ-2025-05",
  read: incentives.reader([contractRow], { source: "test" }),
  source: "test",
  author: "test",
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
const whsec = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const noTable = { name: "the table is not there", code: "RECORD_TABLE_NOT_FOUND" };

const outside = () => JSON.stringify(server.requests);
const manyRows = (count: number): Row[] => Array.from({ length: count }, (_, n) => ({ id: n, name: `学生${n}` }));
const datasetOf = async ({ datasets }: ActionContext, rows: readonly Row[]) => {
  const writer = await datasets.create();
  await writer.write(rows);
  return writer.close();
};
const paging = { kind: "offset", size: 20, total: "total", rows: "rows" };
const mail = { to: ["a@x.cn"], subject: "晚归名单", text: "您好" };

/** The contract of an action that sends to a chat. */
function chat(said: object): Omit<ActionContractOptions, "createContext"> {
  const input = { to: "值班群", ...said };
  return {
    validInput: input,
    failures: [
      { name: "nobody is to get it", input: { ...input, to: [] }, code: "MESSAGE_NO_RECIPIENT" },
      {
        name: "the provider refuses it",
        input,
        code: "DELIVERY_FAILED",
        createContext: (options) =>
          createTestActionContext({
            ...options,
            notified: {
              messageId: 1,
              status: "settled",
              deliveries: [{ recipient: "值班群", state: "failed", reason: "93000" }],
            },
          }),
      },
    ],
  };
}

/** What a rule hands to each action, and what can go wrong with it. */
const contracts: Readonly<Record<string, Omit<ActionContractOptions, "createContext">>> = {
  noop: { validInput: { value: { a: [1, "二"] } } },
  fail: {
    validInput: { message: "没有可操作的楼栋权限" },
    alwaysFails: true,
    failures: [
      { name: "it is run", input: { message: "没有可操作的楼栋权限", code: "NO_BUILDINGS" }, code: "NO_BUILDINGS" },
    ],
  },
  "http.request": {
    validInput: { url: `${server.url}/ok`, method: "POST", body: { json: { a: 1 } } },
    slowInput: { url: `${server.url}/silent` },
    secretInput: {
      url: `${server.url}/ok`,
      auth: { basic: { username: "gate", password: contractSecret.ref } },
      headers: { "x-token": contractSecret.ref },
      query: { key: contractSecret.ref },
      body: { form: { password: contractSecret.ref } },
    },
    keyInput: { url: `${server.url}/ok`, body: { json: {} }, idempotencyHeader: "Idempotency-Key" },
    outside,
    failures: [
      {
        name: "the server answers 500 to a request with a secret",
        input: {
          url: `${server.url}/broken`,
          query: { key: contractSecret.ref },
          headers: { "x-key": contractSecret.ref },
        },
        code: "HTTP_STATUS",
      },
      { name: "the answer is not JSON", input: { url: `${server.url}/text`, response: "json" } },
      { name: "the server is too slow", input: { url: `${server.url}/silent`, timeout: "50ms" } },
      { name: "nobody listens there", input: { url: "http://127.0.0.1:1/", query: { key: contractSecret.ref } } },
      { name: "the address is none", input: { url: "not an address" }, code: "REQUEST_INVALID" },
      { name: "the address is not allowed", input: { url: "http://169.254.169.254/" }, code: "OUTBOUND_BLOCKED" },
      { name: "the answer is too large", input: { url: `${server.url}/ok`, maxBytes: 3 } },
    ],
  },
  "http.paginate": {
    validInput: { url: `${server.url}/pages`, paging },
    slowInput: { url: `${server.url}/silent`, paging },
    secretInput: { url: `${server.url}/pages`, paging, query: { key: contractSecret.ref } },
    failures: [
      {
        name: "the server answers 500 to a request with a secret",
        input: { url: `${server.url}/broken`, paging, query: { key: contractSecret.ref } },
        code: "HTTP_STATUS",
      },
      { name: "the answer is not JSON", input: { url: `${server.url}/text`, paging } },
      { name: "the answer has no rows", input: { url: `${server.url}/ok`, paging } },
    ],
  },
  "http.webhook": {
    validInput: { url: `${server.url}/ok`, secrets: whsec, json: { type: "a", data: {} } },
    slowInput: { url: `${server.url}/silent`, secrets: whsec, json: {} },
    secretInput: {
      url: `${server.url}/ok`,
      secrets: whsec,
      json: { key: contractSecret.ref },
      headers: { "x-key": contractSecret.ref },
    },
    keyInput: { url: `${server.url}/ok`, secrets: [whsec, whsec], json: {} },
    outside,
    failures: [
      {
        name: "the receiver answers 500",
        input: { url: `${server.url}/broken`, secrets: whsec, json: { key: contractSecret.ref } },
        code: "WEBHOOK_STATUS",
      },
      {
        name: "the secret is none",
        input: { url: `${server.url}/ok`, secrets: contractSecret.ref, json: {} },
        code: "WEBHOOK_SECRET_INVALID",
      },
      { name: "nobody listens there", input: { url: "http://127.0.0.1:1/", secrets: whsec, json: {} } },
      {
        name: "the address is not allowed",
        input: { url: "http://169.254.169.254/", secrets: whsec, json: {} },
        code: "OUTBOUND_BLOCKED",
      },
    ],
  },
  transform: {
    validInput: { rows: manyRows(3), filter: "row.id > 0", set: { twice: "row.id * 2" }, sort: ["id"] },
    slowInput: { sql: "select count(*) as n from range(100000000000) a, range(1000) b" },
    failures: [
      { name: "an expression does not fit a row", input: { rows: [{ a: "x" }], filter: "row.a > 1" } },
      { name: "an expression cannot be read", input: { rows: [], filter: "row." } },
      { name: "a query cannot be read", input: { sql: "selekt" } },
      { name: "a query wants to write", input: { sql: "create table t (a int)" }, code: "SQL_NOT_ONE_SELECT" },
      { name: "a query asks for a table that is not there", input: { sql: "select * from people" } },
      { name: "a query reads a file of the machine", input: { sql: "select * from read_text('/etc/passwd')" } },
      { name: "there are both ways at once", input: { rows: [], sql: "select 1 as a" }, code: "TRANSFORM_INVALID" },
      { name: "a list would be too long", input: { rows: manyRows(1_001), result: "list" }, code: "LIST_TOO_LONG" },
    ],
  },
  "excel.write": {
    validInput: { fileName: "名单.xlsx", rows: manyRows(3), columns: ["id", { field: "name", header: "姓名" }] },
    slowInput: async (ctx) => ({ fileName: "名单.xlsx", rows: await datasetOf(ctx, manyRows(50_000)) }),
    failures: [
      { name: "there is nothing to write", input: { fileName: "a.xlsx" }, code: "SHEETS_INVALID" },
      { name: "a sheet has a name that Excel refuses", input: { fileName: "a.xlsx", rows: [], sheetName: "a/b" } },
      {
        name: "two sheets have the same name",
        input: { fileName: "a.xlsx", sheets: ["A", "a"].map((sheetName) => ({ rows: [], sheetName })) },
      },
      {
        name: "the rows are a dataset that is gone",
        input: { fileName: "a", rows: { $dataset: "gone", rows: 1, columns: [] } },
      },
    ],
  },
  "csv.read": {
    validInput: async ({ artifacts }) => ({
      file: await artifacts.put(new TextEncoder().encode("学号,姓名\r\n1,张三\r\n"), {
        name: "a.csv",
        mediaType: "text/csv",
      }),
    }),
    slowInput: { text: "学号,姓名\n".repeat(200_000) },
    failures: [
      { name: "there is nothing to read", input: {}, code: "CSV_SOURCE_INVALID" },
      { name: "a row has too many values", input: { text: "a,b\n1,2,3\n" }, code: "CSV_BAD_ROW" },
      { name: "a quote is not closed", input: { text: 'a,b\n"1,2\n' } },
      {
        name: "the file is gone",
        input: { file: { $artifact: "gone", name: "a.csv", mediaType: "text/csv", bytes: 1 } },
      },
    ],
  },
  "csv.write": {
    validInput: { fileName: "名单", rows: manyRows(3) },
    slowInput: async (ctx) => ({ fileName: "名单", rows: await datasetOf(ctx, manyRows(200_000)) }),
    failures: [
      {
        name: "the rows are a dataset that is gone",
        input: { fileName: "a", rows: { $dataset: "gone", rows: 1, columns: [] } },
      },
    ],
  },
  "script.run": {
    validInput: { interpreter: "shell", source: 'cat > "$BELFRY_RESULT"', inputs: { a: [1, "二"] } },
    slowInput: { interpreter: "shell", source: "sleep 30" },
    secretInput: {
      interpreter: "shell",
      source: 'test -n "$TOKEN"',
      env: { TOKEN: contractSecret.ref },
    },
    keyInput: {
      interpreter: "node",
      source: `fetch("${server.url}/ok", { method: "POST", body: process.env.BELFRY_IDEMPOTENCY_KEY })`,
    },
    outside,
    failures: [
      {
        name: "scripts are not allowed",
        input: { interpreter: "shell", source: "true" },
        code: "SCRIPTS_NOT_ALLOWED",
        createContext: (options) => createTestActionContext({ ...options, scripts: false }),
      },
      {
        name: "it ends with another exit code",
        input: { interpreter: "shell", source: "exit 3" },
        code: "SCRIPT_FAILED",
      },
      {
        name: "it takes too long",
        input: { interpreter: "shell", source: "sleep 30", timeout: "300ms" },
        code: "SCRIPT_TIMEOUT",
      },
      {
        name: "its result is not JSON",
        input: { interpreter: "shell", source: 'echo hello > "$BELFRY_RESULT"' },
        code: "SCRIPT_OUTPUT_INVALID",
      },
      { name: "there is no script", input: { interpreter: "shell" }, code: "SCRIPT_INVALID" },
      {
        name: "the file of the script is gone",
        input: { interpreter: "shell", file: { $artifact: "gone", name: "a.sh", mediaType: "text/plain", bytes: 1 } },
      },
    ],
  },
  "notice.send": {
    validInput: { title: "晚归名单", users: ["li.lei"], roles: ["duty"], level: "warning", link: "/executions/7" },
    failures: [
      { name: "nobody is to get it", input: { title: "a", users: [] }, code: "NOTICE_NO_RECIPIENT" },
      {
        name: "the link leads astray",
        input: { title: "a", users: ["x"], link: "javascript:alert(1)" },
        code: "NOTICE_LINK_INVALID",
      },
      {
        name: "the link is that of another server",
        input: { title: "a", users: ["x"], link: "//evil.example" },
        code: "NOTICE_LINK_INVALID",
      },
      {
        name: "the link is that of another server in the eyes of a browser",
        input: { title: "a", users: ["x"], link: String.raw`/\evil.example` },
        code: "NOTICE_LINK_INVALID",
      },
    ],
  },
  "record.upsert": {
    validInput: { table: "customers", rows: manyRows(3), keyField: "id" },
    slowInput: async (ctx) => ({ table: "customers", rows: await datasetOf(ctx, manyRows(200_000)), keyField: "id" }),
    failures: [
      { ...noTable, input: { table: "nothing", key: "1" } },
      { name: "there is nothing to write", input: { table: "customers" }, code: "RECORD_INPUT_INVALID" },
      {
        name: "a row has no key",
        input: { table: "customers", rows: [{ a: 1 }], keyField: "id" },
        code: "RECORD_KEY_MISSING",
      },
      {
        name: "a record is too large",
        input: { table: "customers", key: "1", fields: { a: "x".repeat(70_000) } },
        code: "INPUT_INVALID",
      },
      {
        name: "the table would be too full",
        input: async (ctx) => ({ table: "customers", rows: await datasetOf(ctx, manyRows(11_000)), keyField: "id" }),
        code: "RECORD_TABLE_FULL",
      },
    ],
  },
  "record.get": {
    validInput: { table: "customers", key: "1" },
    failures: [{ ...noTable, input: { table: "nothing", key: "1" } }],
  },
  "record.list": {
    validInput: { table: "customers", prefix: "1", where: { name: "学生1" } },
    failures: [
      { ...noTable, input: { table: "nothing" } },
      { name: "there are too many", input: { table: "customers", maxRows: 1 }, code: "RECORDS_TOO_MANY" },
    ],
  },
  "record.delete": {
    validInput: { table: "customers", keys: ["9999"] },
    failures: [
      { ...noTable, input: { table: "nothing", key: "1" } },
      { name: "nothing says which", input: { table: "customers" }, code: "RECORD_INPUT_INVALID" },
    ],
  },
  "grid.generate": {
    validInput: { grid: "shops", schedule: "daily", only: { platform: ["pdd"] } },
    failures: [
      { name: "the grid is not there", input: { grid: "nothing" }, code: "GRID_NOT_FOUND" },
      { name: "the date is none", input: { grid: "shops", date: "2025/10/03" }, code: "GRID_DATE_INVALID" },
      {
        name: "a dimension is not there",
        input: { grid: "shops", only: { city: ["x"] } },
        code: "GRID_DIMENSION_UNKNOWN",
      },
      { name: "no task type can be generated", input: { grid: "undated" }, code: "GRID_GENERATION_FAILED" },
    ],
  },
  "incentive.run": {
    validInput: async (ctx) => ({
      campaign: "BJ-2025-05",
      rows: await datasetOf(
        ctx,
        Array.from({ length: 20 }, (_, n) => ({ ...contractRow, _id: `c-${n}` })),
      ),
    }),
    failures: [
      {
        name: "the campaign is not there",
        input: { campaign: "XX-1", rows: [contractRow] },
        code: "CAMPAIGN_NOT_FOUND",
      },
      {
        name: "a column is missing",
        input: { campaign: "BJ-2025-05", rows: [{ _id: "c-1" }] },
        code: "CONTRACTS_UNREADABLE",
      },
    ],
  },
  "incentive.tellings": {
    validInput: { campaign: "BJ-2025-05" },
    failures: [{ name: "the campaign is not there", input: { campaign: "XX-1" }, code: "CAMPAIGN_NOT_FOUND" }],
  },
  "incentive.told": {
    validInput: { campaign: "BJ-2025-05", contract: "c-1", kind: "group", message: 1 },
    failures: [
      {
        name: "there is nothing to be said",
        input: { campaign: "BJ-2025-05", contract: "c-1", kind: "award" },
        code: "INCENTIVE_CONTRACT_NOT_FOUND",
      },
    ],
  },
  "grid.tasks": {
    validInput: { grid: "shops", schedule: "daily", date: "2025-10-04" },
    failures: [
      { name: "the grid is not there", input: { grid: "nothing" }, code: "GRID_NOT_FOUND" },
      { name: "the date is none", input: { grid: "shops", date: "tomorrow" }, code: "GRID_DATE_INVALID" },
      { name: "a task type is not there", input: { grid: "shops", tasks: ["nobody"] }, code: "GRID_TASK_UNKNOWN" },
    ],
  },
  "grid.members": {
    validInput: async (ctx) => ({
      grid: "shops",
      rows: await datasetOf(ctx, manyRows(3)),
      columns: { shop: "name" },
      values: { platform: "pdd" },
      present: { cookie: "id" },
    }),
    failures: [
      { name: "the grid is not there", input: { grid: "nothing", rows: [], columns: {} }, code: "GRID_NOT_FOUND" },
      {
        name: "a dimension has no column",
        input: { grid: "shops", rows: [{ a: 1 }], columns: { shop: "a" } },
        code: "GRID_MEMBERS_INVALID",
      },
      {
        name: "nothing would be left",
        input: { grid: "shops", rows: [], columns: {}, replace: true },
        code: "GRID_MEMBERS_EMPTY",
      },
    ],
  },
  "wecom.send": chat({ markdown: "**注意**", mentions: { users: ["zhangsan"], all: true }, format: "markdown" }),
  "wecom-app.send": chat({ textcard: { title: "请假", description: "待审批", url: "https://example.com" } }),
  "dingtalk.send": chat({ title: "周报", text: "见链接", mentions: { phones: "13800001111" } }),
  "feishu.send": chat({ card: { elements: [{ tag: "markdown", content: "正文" }] } }),
  "webhook.send": chat({ type: "order.paid", data: { n: 1 } }),
  "sms.send": chat({ aliyun: { template: "SMS_100", params: { code: "1234" } } }),
  "wechat.send": chat({ templateId: "notice", data: { thing1: "晚归提醒" } }),
  "notify.send": {
    validInput: { audience: [{ email: "li.lei@campus.example" }], channels: ["email"], text: "晚归提醒" },
    failures: [
      {
        name: "nobody has an address on the channels",
        input: { audience: [{ inbox: "li.lei" }], channels: ["email"], text: "晚归提醒" },
        code: "MESSAGE_NO_RECIPIENT",
      },
    ],
  },
  "email.send": {
    validInput: mail,
    failures: [
      { name: "nobody is to get it", input: { ...mail, to: [] }, code: "EMAIL_NO_RECIPIENT" },
      {
        name: "the provider refuses a recipient",
        input: mail,
        code: "DELIVERY_FAILED",
        createContext: (options) =>
          createTestActionContext({
            ...options,
            notified: {
              messageId: 1,
              status: "settled",
              deliveries: [{ recipient: "a@x.cn", state: "failed", reason: "550" }],
            },
          }),
      },
    ],
  },
};

test("every built-in action has a contract here", () => {
  expect(Object.keys(contracts).toSorted()).toEqual((builtinActions.actions ?? []).map(({ id }) => id).toSorted());
});

const createContext = (given: object) =>
  createTestActionContext({
    ...given,
    records,
    grids,
    incentives: actionIncentives(incentives, { id: 1, rule: "test" }),
  });

describe.each(builtinActions.actions ?? [])("$id", (action) => {
  const options = contracts[action.id];
  if (options === undefined) return;
  for (const check of actionContract(action, { createContext, ...options })) {
    test(check.name, check.run);
  }
});
