import type { IncomingEvent, PollTrigger } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  createTestDatabase,
  exposeOnLoopback,
  type TestActionContext,
  type TestDatabase,
} from "@belfry/testkit";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newIds, type OutboxCursor } from "../../src/postgres/outbox-cursor.ts";
import { outboxTrigger } from "../../src/postgres/outbox-trigger.ts";
import { triggerContext } from "../support/trigger-context.ts";

const trigger = outboxTrigger as PollTrigger;
let database: TestDatabase;
let exposed: Awaited<ReturnType<typeof exposeOnLoopback>>;
let actions: TestActionContext;
let shop: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  exposed = await exposeOnLoopback(database.url);
  actions = await createTestActionContext({ secrets: { SHOP: exposed.url } });
  shop = new Client({ connectionString: database.url });
  await shop.connect();
});
afterAll(async () => {
  await shop.end();
  await actions[Symbol.asyncDispose]();
  await exposed[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** Asks as the engine does: what was accepted is known, and the cursor is kept with it. */
function asking(table: string, more: Record<string, unknown> = {}) {
  const config: unknown = trigger.config.parse({ postgresOutbox: table, connection: { $secret: "SHOP" }, ...more });
  let cursor: unknown;
  const accepted = new Map<string, IncomingEvent>();
  return {
    accepted,
    now: Date.parse("2026-02-16T06:00:00Z"),
    /** @param dies whether the node ends before it keeps anything */
    async ask(dies = false) {
      const { signal } = new AbortController();
      const ctx = triggerContext(actions, { signal, feedId: "test" }, { now: new Date(this.now) });
      const polled = await trigger.poll(ctx, config, cursor);
      if (dies) return polled;
      for (const event of polled.events) accepted.set(event.id, accepted.get(event.id) ?? event);
      cursor = JSON.parse(JSON.stringify(polled.cursor));
      return polled;
    },
    async askAll() {
      while ((await this.ask()).more === true);
    },
  };
}

const count = async (table: string, where = "true") =>
  (await shop.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`)).rows[0]?.n;

test("each row fires once, and is deleted once its event is kept; a crash in between changes nothing of that", async () => {
  await shop.query(`create schema if not exists shop`);
  await shop.query(
    `create table shop."发件 箱" (id bigint primary key generated always as identity, type text, subject text, data jsonb, created_at timestamptz default '2026-02-16T06:00:00Z')`,
  );
  const put = (n: number) =>
    shop.query(`insert into shop."发件 箱" (type, subject, data) values ('order.paid', $1, $2)`, [`order-${n}`, { n }]);
  for (let n = 1; n <= 3; n += 1) await put(n);
  const feed = asking("shop.发件 箱");
  await feed.ask(true);
  const first = await feed.ask();
  expect(first.events).toHaveLength(3);
  expect(await count(`shop."发件 箱"`)).toBe(3);
  await put(4);
  await feed.askAll();
  expect(await count(`shop."发件 箱"`)).toBe(0);
  expect([...feed.accepted.values()].map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  expect(feed.accepted.get("1")).toMatchObject({
    source: "postgres:/shop.%E5%8F%91%E4%BB%B6%20%E7%AE%B1",
    type: "order.paid",
    subject: "order-1",
    occurredAt: new Date("2026-02-16T06:00:00Z"),
  });
});

test("rows that are marked stay, under the names that the table has for its columns", async () => {
  await shop.query(
    `create table marked (nr uuid primary key default gen_random_uuid(), what text, body text, sent_at timestamptz)`,
  );
  await shop.query(`insert into marked (what, body) values ('a', '{"n": 1}'), ('b', 'plain'), (null, '[unclosed')`);
  const feed = asking("marked", {
    columns: { id: "nr", type: "what", data: "body" },
    afterwards: { mark: "sent_at" },
    type: "row",
  });
  await feed.askAll();
  expect([...feed.accepted.values()].map(({ type, data }) => [type, data])).toEqual(
    expect.arrayContaining([
      ["a", { n: 1 }],
      ["b", "plain"],
      ["row", "[unclosed"],
    ]),
  );
  expect(await count("marked", "sent_at is not null")).toBe(3);
  expect((await feed.ask()).events).toEqual([]);
});

test("more rows than fit into one answer come one after another", async () => {
  await shop.query(`create table many (id int primary key, data jsonb)`);
  await shop.query(`insert into many select n, to_jsonb(n) from generate_series(1, 1201) n`);
  const feed = asking("many");
  await feed.askAll();
  expect(feed.accepted.size).toBe(1_201);
  expect(await count("many")).toBe(0);
});

test("of rows that stay, a transaction that commits late is not passed over, and nothing comes twice", async () => {
  await shop.query(`create table kept (id bigint primary key generated always as identity, data jsonb)`);
  const feed = asking("kept", { afterwards: "keep" });
  const slow = new Client({ connectionString: database.url });
  await slow.connect();
  await slow.query("begin");
  await slow.query(`insert into kept (data) values ('"slow"')`);
  await shop.query(`insert into kept (data) values ('"quick"')`);
  expect((await feed.ask()).events.map(({ data }) => data)).toEqual(["quick"]);
  feed.now += 200_000;
  await slow.query("commit");
  await slow.end();
  expect((await feed.ask()).events.map(({ data }) => data)).toEqual(["slow"]);
  expect((await feed.ask()).events).toEqual([]);
  feed.now += 400_000;
  expect((await feed.ask()).events).toEqual([]);
  const { cursor } = await feed.ask();
  // What is passed for good is not remembered one by one.
  expect(cursor).toEqual({ recent: [], passed: "2" });
  await shop.query(`insert into kept (data) values ('"later"')`);
  expect((await feed.ask()).events.map(({ data }) => data)).toEqual(["later"]);
  expect(await count("kept")).toBe(3);
});

test("of a busy table only so much is remembered", () => {
  let cursor: OutboxCursor | undefined;
  const all = Array.from({ length: 12_000 }, (_, n) => String(n).padStart(6, "0"));
  const accepted: string[] = [];
  for (let more = true; more;) {
    const beyond = all.filter((id) => cursor?.passed === undefined || id > cursor.passed).slice(0, 5_501);
    const result = newIds(beyond, cursor, { now: 0, limit: 500 });
    accepted.push(...result.fresh);
    ({ cursor, more } = result);
    expect(cursor.recent?.length).toBeLessThanOrEqual(5_000);
  }
  expect(accepted).toEqual(all);
});

test("a table that is missing is said so", async () => {
  await expect(asking("nowhere").ask()).rejects.toMatchObject({ code: "SQL_STATEMENT_INVALID" });
});
