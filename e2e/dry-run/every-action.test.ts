/** What every built-in action does in a dry run. An action without a case here fails the first test. */
import { createServer, type Server } from "node:net";
import { builtinActions } from "@belfry/actions";
import { builtinConnectors } from "@belfry/connectors";
import { kafkaPlugin } from "@belfry/trigger-kafka";
import {
  tryAction,
  type ActionContext,
  type DryRunEffect,
  type Grids,
  type IncentiveLedger,
  type Records,
  type RecordView,
} from "@belfry/plugin-kit";
import {
  createTestActionContext,
  createTestDatabase,
  exposeOnLoopback,
  startLoopbackServer,
  startMetabase,
  type LoopbackDatabase,
  type LoopbackServer,
  type Metabase,
  metabaseUser,
  type TestDatabase,
} from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

const actions = [builtinActions, builtinConnectors, kafkaPlugin].flatMap((plugin) => plugin.actions ?? []);

let web: LoopbackServer;
let metabase: Metabase;
let shop: LoopbackDatabase;
let database: TestDatabase;
let broker: Server;
let connections = 0;
/** Requests that would change something at the other side. */
const changes: string[] = [];

interface Case {
  readonly input: (ctx: ActionContext) => Record<string, unknown> | Promise<Record<string, unknown>>;
  readonly treatment: "runs" | "captured";
  /** What is shown, of one that is captured. */
  readonly shows?: unknown;
  readonly output?: unknown;
}

const key = { accessKeyId: "AKIA", secretAccessKey: "very-secret-key" };
const bucket = () => ({ endpoint: web.url, region: "eu-1", bucket: "reports", ...key });

const cases: Readonly<Record<string, Case>> = {
  "http.request": {
    input: () => ({ url: `${web.url}/orders`, method: "POST", body: { json: { number: 7 } } }),
    treatment: "captured",
    shows: { kind: "request", method: "POST", url: expect.stringContaining("/orders"), body: '{"number":7}' },
    output: { status: 200 },
  },
  "http.paginate": {
    input: () => ({ url: `${web.url}/list`, paging: { kind: "page", rows: "rows", size: 10 } }),
    treatment: "runs",
  },
  "http.webhook": {
    input: () => ({ url: `${web.url}/hook`, secrets: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", json: { a: 1 } }),
    treatment: "captured",
    shows: { kind: "request", method: "POST", body: '{"a":1}', headers: { "webhook-signature": "•••" } },
    output: { status: 200 },
  },
  transform: {
    input: () => ({ rows: [{ a: 2 }], filter: "row.a > 1" }),
    treatment: "runs",
  },
  "excel.write": {
    input: () => ({ fileName: "a.xlsx", rows: [{ a: 1 }] }),
    treatment: "runs",
  },
  "csv.read": {
    input: async (ctx) => ({
      file: await ctx.artifacts.put(Buffer.from("a\n1\n"), { name: "a.csv", mediaType: "text/csv" }),
    }),
    treatment: "runs",
  },
  "csv.write": { input: () => ({ rows: [{ a: 1 }], fileName: "a.csv" }), treatment: "runs" },
  "email.send": {
    input: () => ({ to: "ann@school.example", subject: "Report", text: "Good morning" }),
    treatment: "captured",
    shows: { kind: "message", to: ["ann@school.example"], subject: "Report", text: "Good morning" },
    output: { deliveries: [{ recipient: "ann@school.example", state: "accepted" }] },
  },
  "grid.generate": {
    input: () => ({ grid: "shops", schedule: "daily", date: "2025-10-04" }),
    treatment: "captured",
    shows: { kind: "other", detail: { grid: "shops", schedule: "daily", date: "2025-10-04" } },
    output: { created: 0, existing: 0 },
  },
  "grid.members": {
    input: () => ({ grid: "shops", rows: [{ name: "Ann's" }], columns: { shop: "name" }, values: { platform: "pdd" } }),
    treatment: "captured",
    shows: {
      kind: "other",
      detail: { grid: "shops", members: 1, first: [{ member: { platform: "pdd", shop: "Ann's" }, attributes: {} }] },
    },
    output: { total: 1, inserted: 0 },
  },
  "wecom.send": {
    input: () => ({ to: "Duty", markdown: "**Look**", mentions: { all: true }, format: "markdown_v2" }),
    treatment: "captured",
    shows: {
      kind: "message",
      channel: "wecom",
      to: ["Duty"],
      markdown: "**Look**",
      mentions: { all: true },
      payload: { format: "markdown_v2" },
    },
    output: { deliveries: [{ recipient: "Duty", state: "accepted" }] },
  },
  "wecom-app.send": {
    input: () => ({ to: "ann, party:2", text: "Look" }),
    treatment: "captured",
    shows: { kind: "message", channel: "wecom-app", to: ["ann", "party:2"], text: "Look" },
  },
  "dingtalk.send": {
    input: () => ({ to: "Duty", title: "Look", text: "Here" }),
    treatment: "captured",
    shows: { kind: "message", channel: "dingtalk", subject: "Look", text: "Here" },
  },
  "feishu.send": {
    input: () => ({ to: "Duty", card: { elements: [] } }),
    treatment: "captured",
    shows: { kind: "message", channel: "feishu", payload: { card: { elements: [] } } },
  },
  "webhook.send": {
    input: () => ({ to: "Office", type: "order.paid", data: { n: 1 } }),
    treatment: "captured",
    shows: { kind: "message", channel: "webhook", payload: { type: "order.paid", data: { n: 1 } } },
  },
  "script.run": {
    input: () => ({ interpreter: "shell", source: "touch /tmp/never", env: { A: "1" } }),
    treatment: "captured",
    shows: { kind: "script", source: "touch /tmp/never", env: expect.arrayContaining(["A"]) },
    output: { exitCode: 0 },
  },
  "sms.send": {
    input: () => ({ to: "13800001111", aliyun: { template: "SMS_100", params: { code: "1234" } } }),
    treatment: "captured",
    shows: { kind: "message", to: ["13800001111"], payload: { template: "SMS_100" } },
  },
  "wechat.send": {
    input: () => ({ to: "o-ann", templateId: "notice", data: { thing1: "Look" } }),
    treatment: "captured",
    shows: { kind: "message", channel: "wechat", to: ["o-ann"] },
  },
  "notify.send": {
    input: () => ({ audience: [{ email: "ann@school.example" }], channels: ["inbox", "email"], text: "Look" }),
    treatment: "captured",
    shows: { kind: "message", channel: "email", to: ["ann@school.example"], text: "Look" },
  },
  "notice.send": {
    input: () => ({ title: "Look", users: ["ann"] }),
    treatment: "captured",
    shows: { kind: "notice", title: "Look", users: ["ann"] },
    output: { recipients: 1 },
  },
  "record.upsert": {
    input: () => ({ table: "students", key: "2", fields: { name: "Bo" } }),
    treatment: "captured",
    shows: { kind: "records", table: "students", changes: [{ key: "2", before: null, after: { name: "Bo" } }] },
  },
  "record.get": { input: () => ({ table: "students", key: "1" }), treatment: "runs", output: { found: true } },
  "record.list": { input: () => ({ table: "students" }), treatment: "runs" },
  "record.delete": {
    input: () => ({ table: "students", key: "1" }),
    treatment: "captured",
    shows: { kind: "records", changes: [{ key: "1", before: { name: "Ann" }, after: null }] },
  },
  noop: { input: () => ({}), treatment: "runs" },
  "sql.query": {
    input: () => ({ connection: shop.url, sql: "select count(*)::int as n from orders" }),
    treatment: "runs",
    output: { first: { n: 1 } },
  },
  "sql.write": {
    input: () => ({
      connection: shop.url,
      once: true,
      statements: [
        { sql: "insert into orders values (:n)", params: { n: 7 } },
        { sql: "update orders set number = number + 1" },
      ],
    }),
    treatment: "captured",
    shows: {
      kind: "sql",
      statements: [
        { sql: "insert into orders values ($1)", params: [7], affected: 1 },
        { sql: "update orders set number = number + 1", params: [], affected: 2 },
      ],
    },
    output: { affected: 3, each: [1, 2], alreadyDone: false },
  },
  "metabase.query": {
    input: () => ({
      url: metabase.url,
      login: { username: metabaseUser.username, password: metabaseUser.password },
      card: 1,
    }),
    treatment: "runs",
  },
  "s3.get": { input: () => ({ ...bucket(), key: "a.txt", as: "text" }), treatment: "runs", output: { found: true } },
  "s3.list": { input: () => bucket(), treatment: "runs" },
  "s3.put": {
    input: () => ({ ...bucket(), key: "a.txt", text: "Good morning" }),
    treatment: "captured",
    shows: { kind: "object", bucket: "reports", key: "a.txt", body: "Good morning", bytes: 12 },
    output: { key: "a.txt", bytes: 12 },
  },
  "s3.merge": {
    input: () => ({ ...bucket(), path: "ods/a", date: "2025-10-03", data: [{ a: 1 }] }),
    treatment: "captured",
    shows: { kind: "object", bucket: "reports", key: "ods/a/dt=2025-10-03/merged_data.parquet", body: null },
    output: { written: true, rows: 1, columns: ["a"] },
  },
  "dremio.refresh": {
    input: () => ({ url: "http://127.0.0.1:1", login: { token: "pat" }, dataset: "minio.a" }),
    treatment: "captured",
    shows: { kind: "other", detail: { statement: 'ALTER PDS "minio"."a" REFRESH METADATA' } },
    output: { dataset: "minio.a" },
  },
  "incentive.run": {
    input: () => ({ campaign: "BJ-2025-05", rows: [{ _id: "c-1" }, { _id: "c-2" }] }),
    treatment: "captured",
    shows: { kind: "other", detail: { campaign: "BJ-2025-05", rows: 2, announce: true } },
    output: { booked: 0, due: 1 },
  },
  "incentive.tellings": {
    input: () => ({ campaign: "BJ-2025-05" }),
    treatment: "runs",
    output: { due: 1 },
  },
  "incentive.told": {
    input: () => ({ campaign: "BJ-2025-05", contract: "c-1", kind: "group" }),
    treatment: "captured",
    shows: { kind: "other", detail: { contract: "c-1", kind: "group" } },
  },
  "grid.tasks": { input: () => ({ grid: "shops" }), treatment: "runs", output: { count: 1 } },
  "grid.columns": {
    input: () => ({ connection: shop.url, grid: "shops", tables: [{ tasks: "shop_tasks" }] }),
    treatment: "runs",
    output: { count: 0, refused: {} },
  },
  "grid.mirror": {
    input: () => ({ connection: shop.url, grid: "shops", tables: [{ tasks: "shop_tasks" }] }),
    treatment: "captured",
    shows: {
      kind: "sql",
      statements: [
        { sql: expect.stringMatching(/^insert into "shop_tasks"/), affected: 1 },
        { sql: expect.stringMatching(/^update "shop_tasks" set "score_status"/), affected: 1 },
      ],
    },
    output: { created: 1, failed: 0 },
  },
  "mq.publish": {
    input: () => ({ connection: { $secret: "BROKER" }, to: "orders", data: { number: 7 } }),
    treatment: "captured",
    shows: {
      kind: "publication",
      to: "orders",
      body: '{"number":7}',
      broker: expect.not.stringContaining("pass-word"),
    },
    output: { broker: "rabbitmq" },
  },
  "kafka.publish": {
    input: () => ({ brokers: [`127.0.0.1:${portOf(broker)}`], topic: "orders", data: "x" }),
    treatment: "captured",
    shows: { kind: "publication", to: "orders", body: "x" },
  },
};

/** It fails, which is all it does. */
const others = ["fail"];

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

beforeAll(async () => {
  web = await startLoopbackServer((request, response) => {
    if (request.method !== "GET") changes.push(`${request.method} ${request.path}`);
    if (request.path.includes("list-type")) {
      response.setHeader("content-type", "application/xml");
      return void response.end("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
    }
    if (request.path.startsWith("/list")) {
      response.setHeader("content-type", "application/json");
      return void response.end('{"rows":[{"a":1}]}');
    }
    response.end("content");
  });
  metabase = await startMetabase([{ id: 1, columns: [{ name: "a", displayName: "A" }], rows: () => [[1]] }]);
  database = await createTestDatabase();
  shop = await exposeOnLoopback(database.url);
  await database.store.query({ name: "test-orders", text: "create table public.orders as select 1 as number" });
  await database.store.query({
    name: "test-shop-tasks",
    text: "create table public.shop_tasks (time_period text, shop_name text, score_status text)",
  });
  broker = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  changes.length = 0;
  connections = 0;
});
afterAll(async () => {
  await web?.[Symbol.asyncDispose]();
  await metabase?.[Symbol.asyncDispose]();
  await shop?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
  broker?.close();
});

test("every action that ships has a case here", () => {
  expect([...Object.keys(cases), ...others].toSorted()).toEqual(actions.map(({ id }) => id).toSorted());
});

test.each(Object.entries(cases))("%s sends and changes nothing, and shows what it would have done", async (id, one) => {
  const action = actions.find((known) => known.id === id);
  if (action === undefined) throw new Error(`There is no action ${id}.`);
  const written: unknown[] = [];
  await using trial = await createTestActionContext({
    secrets: { BROKER: `amqp://u:pass-word@127.0.0.1:${portOf(broker)}` },
    records: fakeRecords(written),
    grids: fakeGrids(written),
    incentives: fakeIncentives(written),
    allowHosts: [],
  });
  const shown: DryRunEffect[] = [];
  const tried = await tryAction(action, trial.ctx, await one.input(trial.ctx), {
    show: (effect) => shown.push(effect),
    records: new Map(),
  });
  expect(tried.treatment).toBe(one.treatment);
  expect(tried.known).toBe(one.treatment === "runs" ? "real" : "stand-in");
  if (one.output !== undefined) expect(tried.output).toMatchObject(one.output as object);
  if (one.shows === undefined) expect(shown).toEqual([]);
  else expect(shown).toMatchObject([one.shows]);
  // Metabase is asked by POST, and says itself that it only reads.
  expect(changes).toEqual([]);
  expect([trial.messages, trial.notices, written, connections]).toEqual([[], [], [], 0]);
  expect(await orders()).toEqual([{ number: 1 }]);
});

async function orders(): Promise<unknown> {
  const { rows } = await database.store.query({ name: "test-all-orders", text: "select number from public.orders" });
  return rows;
}

function fakeIncentives(written: unknown[]): IncentiveLedger {
  const write = async (...given: unknown[]) => (written.push(given), Promise.reject(new Error("It was written.")));
  const who = { city: "北京", person: "李青", housekeeper: "李青", provider: "顺达" };
  const telling = { key: "BJ-2025-05/c-1/group", contract: "c-1", kind: "group", text: "恭喜", ...who } as const;
  return { tellings: async (campaign) => [{ campaign, ...telling }], run: write, told: write };
}

function fakeGrids(written: unknown[]): Grids {
  const day = "2025-10-03";
  const period = { start: day, end: day, label: day };
  const task = { task: "score", name: "score", column: "score_status", shopStatus: false, attributes: {}, where: {} };
  const write = async (...given: unknown[]) => (written.push(given), Promise.reject(new Error("It was written.")));
  return {
    tasks: async () => ({
      baseDate: day,
      today: day,
      timezone: "Asia/Shanghai",
      dimensions: ["shop"],
      tasks: [{ ...task, schedule: "daily", period }],
    }),
    async *mirrored() {
      const cell = {
        cell: "1-1-1",
        task: "score",
        member: { shop: "Ann" },
        state: "pending",
        mirrored: false,
      } as const;
      yield { period, cells: [cell] };
    },
    settle: write,
    generate: write,
    saveMembers: write,
  };
}

function fakeRecords(written: unknown[]): Records {
  const at = new Date(0);
  const ann: RecordView = { key: "1", fields: { name: "Ann" }, version: 1, createdAt: at, updatedAt: at };
  return {
    get: async (_table, key_) => (key_ === "1" ? ann : undefined),
    async *read() {
      yield ann;
    },
    upsert: async (...given) => (written.push(given), { inserted: 0, changed: 0 }),
    delete: async (...given) => (written.push(given), 0),
  };
}
