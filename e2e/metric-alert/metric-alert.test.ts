/** The shipped example: a real database that fills and empties, and a mail server that gets one mail at each end. */
import { readFile } from "node:fs/promises";
import { createTestDatabase, exposeOnLoopback, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { saveMailAccount } from "../support/install-example.ts";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";

const EXAMPLE = new URL("../../examples/metric-alert/", import.meta.url);
const read = async (name: string) => parse(await readFile(new URL(name, EXAMPLE), "utf8")) as Record<string, unknown>;

let school: School;
let server: SpawnedServer;
let shop: TestDatabase;
let exposed: Awaited<ReturnType<typeof exposeOnLoopback>>;

/** Lets so many orders wait in the database of the shop. */
const waiting = async (n: number) => {
  await shop.store.query({ name: "shop-clear", text: "delete from orders" });
  await shop.store.query({
    name: "shop-fill",
    text: "insert into orders (paid_at) select timestamptz '2026-01-01' from generate_series(1, $1)",
    values: [n],
  });
};

interface Feed {
  readonly state: string;
  readonly lastError: { readonly code: string } | null;
}

beforeAll(async () => {
  shop = await createTestDatabase();
  await shop.store.query({
    name: "shop-create",
    text: "create table orders (id serial, paid_at timestamptz, sent_at timestamptz)",
  });
  exposed = await exposeOnLoopback(shop.url);
  school = await startSchool();
  server = await school.spawn({ allow: [`127.0.0.1:${school.sink.port}`, `127.0.0.1:${exposed.port}`] });
  await saveMailAccount(server.api, { port: school.sink.port });
  await server.api("PUT", "/v1/secrets/SHOP_DB", { value: exposed.url });
  await server.api("PATCH", "/v1/variables", { values: (await read("variables.yaml"))["variables"] });
  await waiting(60);
  await server.api("PUT", "/v1/rules/metric-alert", await read("rule.yaml"));
  await server.api("POST", "/v1/rules/metric-alert/enable");
}, 300_000);
afterAll(async () => {
  await school?.[Symbol.asyncDispose]();
  await exposed?.[Symbol.asyncDispose]();
  await shop?.[Symbol.asyncDispose]();
});

/** When the value is asked for next, and how often it has been seen. */
async function feedOf(): Promise<{ due: number; seen: number }> {
  const { rows } = await school.database.store.query<{ due: Date; seen: number }>({
    name: "test-feed",
    text: `select due_at as due, coalesce(jsonb_array_length(cursor -> 'seen'), 0) as seen
      from belfry.trigger_feeds where node is null`,
  });
  return { due: rows[0]?.due.getTime() ?? 0, seen: rows[0]?.seen ?? 0 };
}

async function minutes(n: number): Promise<void> {
  for (let i = 0; i < n; i += 1) {
    const before = await feedOf();
    await school.database.clock.advance(61_000);
    await until("the value was asked for", async () => (await feedOf()).due > before.due || undefined);
  }
}

/** The messages as they were sent, the oldest first. */
async function messages(): Promise<string[]> {
  const { items } = await server.api<{ items: { id: number }[] }>("GET", "/v1/messages");
  const found = await Promise.all(items.map(({ id }) => server.api<unknown>("GET", `/v1/messages/${id}`)));
  return found.map((message) => JSON.stringify(message)).toReversed();
}

test("too many waiting orders are one alarm, and one mail when it is over", async () => {
  await until("the first value", async () => (await feedOf()).seen > 0 || undefined);
  await minutes(4);
  expect(school.sink.mails).toHaveLength(0);
  await minutes(2);
  await until("the alarm", () => school.sink.mails.length > 0 || undefined);
  await waiting(45);
  await minutes(2);
  await waiting(70);
  await minutes(6);
  expect(school.sink.mails).toHaveLength(1);
  await waiting(3);
  await minutes(2);
  await until("the end of the alarm", () => school.sink.mails.length > 1 || undefined);
  const [alarm, over] = await messages();
  expect(alarm).toContain("告警：60 个订单待发货");
  expect(alarm).toContain("阈值 50");
  expect(over).toContain("恢复：3 个订单待发货");
}, 300_000);

test("a database that is away is seen at the feed, and is no alarm", async () => {
  await exposed[Symbol.asyncDispose]();
  await minutes(2);
  const { items } = await server.api<{ items: Feed[] }>("GET", "/v1/feeds");
  expect(items).toMatchObject([{ state: "failing", lastError: { code: "SQL_UNREACHABLE" } }]);
  expect(school.sink.mails).toHaveLength(2);
}, 300_000);
