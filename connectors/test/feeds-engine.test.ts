/** Mail, a table and a folder through the whole engine, with two nodes of which one goes away. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createTestActionContext,
  createTestDatabase,
  exposeOnLoopback,
  startDovecot,
  startTestEngine,
  type TestDatabase,
  type TestEngine,
} from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, expect, test } from "vitest";
import { builtinConnectors } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "belfry-feeds-"));
const mailbox = await startDovecot();
const shop = await createTestDatabase();
const exposed = await exposeOnLoopback(shop.url);
const outside = await createTestActionContext({ folders: [folder] });
afterAll(async () => {
  for (const one of [outside, exposed, shop, mailbox]) await one[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const startNode = (database?: TestDatabase): Promise<TestEngine> =>
  startTestEngine({
    plugins: [builtinConnectors, builtinTriggers],
    services: { addressOf: outside.ctx.addressOf, pathOf: outside.ctx.pathOf },
    secrets: { MAILBOX: mailbox.url, SHOP: exposed.url },
    ...(database !== undefined && { database }),
  });

const actions = [{ use: "test.echo", with: { value: "${{ event.data }}" } }];
const idsOf = async (t: TestEngine, slug: string) =>
  (await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id);

async function query(text: string): Promise<void> {
  await shop.store.pool.query(text);
}

test("nothing of mails, rows and files is lost or doubled when the node that works for them goes away", async () => {
  await query("create table outbox (id bigint primary key generated always as identity, type text, data jsonb)");
  await using one = await startNode();
  await using two = await startNode(one.database);
  const mails = await one.rule({
    rule: "mails",
    triggers: [{ id: "in", mail: "INBOX", connection: "${{ secrets.MAILBOX }}", moveTo: "Done" }],
    actions,
  });
  const rows = await one.rule({
    rule: "rows",
    triggers: [{ id: "in", postgresOutbox: "outbox", connection: "${{ secrets.SHOP }}", every: "1s" }],
    actions,
  });
  const files = await one.rule({
    rule: "files",
    triggers: [{ id: "in", folder, pattern: "*.csv", every: "1s", existing: true }],
    actions,
  });
  await one.until(async () => (await one.engine.listFeeds()).every(({ state }) => state === "listening"));

  const bring = async (n: number): Promise<void> => {
    await mailbox.deliver(
      `From: shop@example.org\r\nSubject: mail ${n}\r\nMessage-ID: <${n}@example.org>\r\n\r\n${n}\r\n`,
    );
    await query(`insert into outbox (type, data) values ('order.paid', '{"n": ${n}}')`);
    writeFileSync(join(folder, `file-${n}.csv`), String(n));
  };
  /** Time goes on, as it does not by itself here. */
  const secondsUntil = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let seconds = 0; !(await isSo()); seconds += 1) {
      if (seconds > 2_000) {
        const seen = { mails: await idsOf(one, mails), rows: await idsOf(one, rows), files: await idsOf(one, files) };
        throw new Error(`It did not come about: ${JSON.stringify([seen, await one.engine.listFeeds()], null, 1)}`);
      }
      await one.database.clock.advance(1_000);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  for (let n = 0; n < 10; n += 1) await bring(n);
  const holder = (await one.engine.listFeeds({ rule: mails }))[0]?.node;
  await one.database.store.query({
    name: "test-remove-node",
    text: "delete from belfry.nodes where id = $1",
    values: [holder],
  });
  for (let n = 10; n < 20; n += 1) await bring(n);
  await secondsUntil(async () => {
    const counts = await Promise.all([mails, rows, files].map(async (slug) => (await idsOf(one, slug)).length));
    return counts.every((count) => count >= 20);
  });
  // And nothing more comes of it.
  let rounds = 0;
  await secondsUntil(async () => (rounds += 1) > 5);
  for (const slug of [mails, rows, files]) {
    const ids = await idsOf(one, slug);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  }
  const [now] = await two.engine.listFeeds({ rule: mails });
  expect(now?.node).not.toBe(holder);
  const { rows: left } = await shop.store.query<{ n: number }>({
    name: "test-outbox-left",
    text: "select count(*)::int as n from outbox",
  });
  expect(left[0]?.n).toBe(0);
}, 300_000);

test("a rule sees what a row and a file say", async () => {
  await query("create table second (id text primary key, data jsonb)");
  await using t = await startNode();
  const slug = await t.rule({
    rule: "all-three",
    triggers: [
      { id: "row", postgresOutbox: "second", connection: "${{ secrets.SHOP }}", condition: "event.data.amount > 100" },
      { id: "file", folder, pattern: "only-this.*", every: "1s", existing: true },
    ],
    actions: [{ id: "say", use: "test.echo", with: { value: "${{ [event.type, event.data] }}" } }],
  });
  await query(`insert into second values ('a', '{"amount": 7}'), ('b', '{"amount": 268}')`);
  writeFileSync(join(folder, "only-this.txt"), "x");
  const outputs = async () =>
    Promise.all(
      (await t.executions(slug)).map(async ({ id }) =>
        (await t.engine.getExecution(id)).actionRuns.map(({ output }) => output),
      ),
    );
  for (let seconds = 0; seconds < 2_000 && (await outputs()).flat().length < 2; seconds += 1) {
    await t.database.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { size, name } = { size: 1, name: "only-this.txt" };
  expect((await outputs()).flat()).toEqual(
    expect.arrayContaining([
      ["outbox", { amount: 268 }],
      ["file", expect.objectContaining({ path: join(folder, name), name, size })],
    ]),
  );
}, 300_000);
