import { createTestDatabase, exposeOnLoopback, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notifyTrigger } from "../../src/postgres/notify-trigger.ts";
import { listen } from "../support/listen.ts";

let database: TestDatabase;
let exposed: Awaited<ReturnType<typeof exposeOnLoopback>>;
beforeAll(async () => {
  database = await createTestDatabase();
  exposed = await exposeOnLoopback(database.url);
});
afterAll(async () => {
  await exposed[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const open = (channel: string, more: Record<string, unknown> = {}, url = exposed.url) =>
  listen(
    notifyTrigger,
    { postgresNotify: channel, connection: { $secret: "SHOP" }, ...more },
    { secrets: { SHOP: url } },
  );
const notify = (channel: string, payload: string) =>
  database.store.query({ name: "test-notify", text: "select pg_notify($1, $2)", values: [channel, payload] });

const refused = (url: string) => open("x", {}, url).catch((error: unknown) => error as Error);

test("each notification of the channel fires, also two that say the same; what is no JSON is a dead letter", async () => {
  await using l = await open('Order "paid".all');
  await notify('Order "paid".all', '{"order": 7}');
  await notify('Order "paid".all', '{"order": 7}');
  await notify("another", '{"order": 8}');
  await notify('Order "paid".all', "paid");
  await l.until(({ accepted, letters }) => accepted.length === 2 && letters.length === 1);
  expect(l.accepted.map(({ type, source, data }) => [type, source, data])).toEqual([
    ["postgresNotify", "postgres:/Order%20%22paid%22.all", { order: 7 }],
    ["postgresNotify", "postgres:/Order%20%22paid%22.all", { order: 7 }],
  ]);
  expect(l.letters[0]?.raw).toBe("paid");
});

test("what names a notification makes it count once", async () => {
  await using l = await open("named", { eventId: { path: "order.id" } });
  for (const id of [1, 1, 2]) await notify("named", JSON.stringify({ order: { id } }));
  await l.until(({ accepted }) => accepted.length === 2);
  expect(l.accepted.map(({ id }) => id)).toEqual(["1", "2"]);
});

test("a connection that the server ends is renewed", async () => {
  await using l = await open("cut", { format: "text" });
  await database.store.query({
    name: "test-cut",
    text: "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'belfry' and query like 'listen%'",
  });
  await l.until(({ losses }) => losses.length > 0);
  expect(l.losses[0]).toMatchObject({ code: "SQL_UNREACHABLE" });
  for (let tries = 0; l.accepted.length === 0; tries += 1) {
    await notify("cut", `after ${tries}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(l.accepted[0]?.data).toMatch(/^after/);
});

test("a wrong password and another kind of database are said so, without the password", async () => {
  const wrong = new URL(exposed.url);
  wrong.username = "nobody_knows";
  wrong.password = "falsch";
  const denied = await refused(String(wrong));
  expect(JSON.stringify(denied)).not.toContain("falsch");
  expect(denied).toMatchObject({ code: expect.stringMatching(/^SQL_(?:ACCESS_DENIED|UNREACHABLE)$/) });
  expect(await refused("mysql://user:falsch@127.0.0.1/shop")).toMatchObject({ code: "SQL_CONNECTION_INVALID" });
});
