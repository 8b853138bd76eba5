import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../src/database/store.ts";
import type { Queryable, Tx } from "../src/database/statement.ts";
import { createGroupWriter, type GroupWriter } from "../src/group-writer/group-writer.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { until } from "./until.ts";

interface Row {
  readonly n: number;
  /** The database refuses a negative one. */
  readonly value?: number;
  /** Whether somebody else holds it now. */
  readonly isLost?: boolean;
}

type Writes = { readonly parent: Row; readonly child: Row };

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await createTestDatabase();
  store = database.store;
  await store.query({
    name: "create-parents",
    text: "create table belfry.parents (n int primary key, value int check (value >= 0), writes int not null default 1)",
  });
  await store.query({
    name: "create-children",
    text: "create table belfry.children (n int primary key references belfry.parents (n))",
  });
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

const lost = (rows: readonly Row[]) => new Set(rows.flatMap((row, place) => (row.isLost === true ? [place] : [])));

async function insertParents(db: Queryable, rows: readonly Row[]): Promise<Set<number>> {
  await db.query({
    name: "insert-parents",
    text: `insert into belfry.parents as p (n, value)
      select n, value from json_to_recordset($1::json) as r (n int, value int)
      on conflict (n) do update set writes = p.writes + 1`,
    values: [JSON.stringify(rows.filter((row) => row.isLost !== true))],
  });
  return lost(rows);
}

async function insertChildren(tx: Tx, rows: readonly Row[]): Promise<Set<number>> {
  await tx.query({
    name: "insert-children",
    text: "insert into belfry.children select n from json_to_recordset($1::json) as r (n int)",
    values: [JSON.stringify(rows)],
  });
  return new Set();
}

function writerOn(
  target: Pick<Store, "query" | "transaction">,
  onRetry?: (error: unknown) => void,
): GroupWriter<Writes> {
  return createGroupWriter<Writes>({
    store: target,
    statements: { parent: insertParents, child: insertChildren },
    refusal: () => new Error("Somebody else holds it now."),
    retryDelayMs: 10,
    ...(onRetry === undefined ? {} : { onRetry }),
  });
}

async function parents(): Promise<{ n: number; writes: number }[]> {
  const { rows } = await store.query<{ n: number; writes: number }>({
    name: "parents",
    text: "select n, writes from belfry.parents order by n",
  });
  return rows;
}

const touch = (db: Queryable, n: number) =>
  db.query({ name: "touch", text: "update belfry.parents set writes = writes + 1 where n = $1", values: [n] });

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

test("a write that resolved is committed", async () => {
  await writerOn(store).write("parent", { n: 1 });
  expect(await parents()).toEqual([{ n: 1, writes: 1 }]);
});

test("what a transaction locks first is locked before any of its rows is written, whatever their kinds are", async () => {
  const order: string[] = [];
  const writer = createGroupWriter<Writes>({
    store,
    begin: async (_tx, rowsOf) => void order.push(`begin ${rowsOf("child").length}`),
    statements: {
      parent: async (tx, rows) => insertParents(tx, rows).finally(() => order.push("parents")),
      child: async (tx, rows) => insertChildren(tx, rows).finally(() => order.push("children")),
    },
    refusal: () => new Error("Somebody else holds it now."),
  });
  await Promise.all([
    writer.write("child", { n: 1 }),
    writer.write("parent", { n: 1 }),
    writer.write("parent", { n: 2 }),
  ]);
  await writer.write("parent", { n: 3 });
  expect(order).toEqual(["begin 1", "parents", "children", "begin 0", "parents"]);
});

test("a thousand writes at once share a few transactions", async () => {
  const writer = writerOn(store);
  await Promise.all(numbers(1000).map((n) => writer.write("parent", { n })));
  const { rows } = await store.query<{ rows: number; transactions: number }>({
    name: "transactions",
    text: "select count(*) as rows, count(distinct xmin::text) as transactions from belfry.parents",
  });
  expect(rows[0]?.rows).toBe(1000);
  expect(rows[0]?.transactions).toBeLessThanOrEqual(3);
});

test("what is written while a transaction is under way gathers in the next one", async () => {
  let transactions = 0;
  let atOnce = 0;
  let most = 0;
  const counting: Pick<Store, "query" | "transaction"> = {
    query: (statement) => store.query(statement),
    async transaction(work) {
      transactions += 1;
      most = Math.max(most, (atOnce += 1));
      return store.transaction(work).finally(() => (atOnce -= 1));
    },
  };
  const writer = writerOn(counting);
  const writes: Promise<void>[] = [];
  for (const n of numbers(300)) {
    writes.push(writer.write("parent", { n }));
    await new Promise(setImmediate);
  }
  await Promise.all(writes);
  expect(transactions).toBeLessThan(300);
  expect(most).toBe(2);
});

test("inside a transaction the kinds keep their order, whatever order they came in", async () => {
  const writer = writerOn(store);
  await Promise.all([writer.write("child", { n: 1 }), writer.write("parent", { n: 1 })]);
  expect(await parents()).toHaveLength(1);
});

test("a row that is no longer ours is refused alone", async () => {
  const writer = writerOn(store);
  const outcomes = await Promise.allSettled(numbers(20).map((n) => writer.write("parent", { n, isLost: n % 7 === 3 })));
  expect(outcomes.flatMap(({ status }, n) => (status === "rejected" ? [n] : []))).toEqual([3, 10, 17]);
  expect(outcomes[3]).toMatchObject({ reason: { message: "Somebody else holds it now." } });
  expect(await parents()).toHaveLength(17);
});

test("of a batch with bad data only the guilty writes are rejected, each with its own error", async () => {
  const writer = writerOn(store);
  const guilty = [0, 41, 42, 99];
  const outcomes = await Promise.allSettled([
    ...numbers(100).map((n) => writer.write("parent", { n, value: guilty.includes(n) ? -1 : n })),
    writer.write("child", { n: 7 }),
    writer.write("child", { n: 1234 }),
  ]);
  expect(outcomes.flatMap(({ status }, n) => (status === "rejected" ? [n] : []))).toEqual([...guilty, 101]);
  expect(outcomes[41]).toMatchObject({ reason: { code: "23514" } });
  expect(outcomes[101]).toMatchObject({ reason: { code: "23503" } });
  expect((await parents()).map(({ n }) => n)).toEqual(numbers(100).filter((n) => !guilty.includes(n)));
});

test("when the answer to the commit is lost, the same batch is sent again", async () => {
  await using proxy = await startCuttingProxy(database.url);
  await using far = openStore({ url: proxy.url });
  const retried: unknown[] = [];
  const writer = writerOn(far, (error) => retried.push(error));
  proxy.loseAnswerTo("commit");
  await Promise.all([writer.write("parent", { n: 1 }), writer.write("parent", { n: 2 })]);
  expect(retried).toMatchObject([{ code: "DATABASE_UNREACHABLE" }]);
  expect(await parents()).toEqual([
    { n: 1, writes: 2 },
    { n: 2, writes: 2 },
  ]);
});

test("writes wait for a database that is away, and are written when it comes back", async () => {
  await using proxy = await startCuttingProxy(database.url);
  await using far = openStore({ url: proxy.url });
  let retries = 0;
  const writer = writerOn(far, () => void (retries += 1));
  proxy.cut();
  const writes = numbers(5).map((n) => writer.write("parent", { n }));
  await until(() => retries >= 3);
  proxy.mend();
  await Promise.all(writes);
  expect(await parents()).toHaveLength(5);
});

test("a pool that stayed empty for too long is waited for, and not taken for bad data", async () => {
  await using small = openStore({ url: database.url, maxConnections: 1 });
  const held = await small.pool.connect();
  small.pool.options.connectionTimeoutMillis = 20;
  const retried: unknown[] = [];
  const writer = writerOn(small, (error) => retried.push(error));
  const writes = numbers(3).map((n) => writer.write("parent", { n }));
  await until(() => retried.length >= 2);
  held.release();
  await Promise.all(writes);
  expect(retried[0]).toMatchObject({ code: "DATABASE_UNREACHABLE" });
  expect(await parents()).toHaveLength(3);
});

test("a batch that was chosen as the victim of a deadlock is written after all", async () => {
  await store.query({
    name: "impatient",
    text: `do $$ begin execute format('alter database %I set deadlock_timeout = ''20ms''', current_database()); end $$`,
  });
  await using fresh = openStore({ url: database.url });
  for (const n of [1, 2]) await fresh.transaction((tx) => insertParents(tx, [{ n }]));
  const retried: unknown[] = [];
  let first = true;
  const writer = createGroupWriter<{ rows: Row }>({
    store: fresh,
    statements: {
      async rows(tx) {
        await touch(tx, 1);
        if (first) {
          first = false;
          await fresh.transaction(async (other) => {
            await touch(other, 2);
            // It waits for our row 1, and we then for its row 2: one of both must give way.
            const crossing = touch(other, 1);
            await Promise.all([crossing, touch(tx, 2)]);
          });
        } else await touch(tx, 2);
        return new Set();
      },
    },
    refusal: () => new Error("refused"),
    retryDelayMs: 10,
    onRetry: (error) => retried.push(error),
  });
  await writer.write("rows", { n: 0 });
  expect(retried).toMatchObject([{ code: "40P01" }]);
  expect(await parents()).toEqual([
    { n: 1, writes: 2 },
    { n: 2, writes: 2 },
  ]);
});

test("a batch that could not be serialised is sent again and not taken for bad data", async () => {
  await store.query({
    name: "fail-once",
    text: `do $do$ begin
      create sequence belfry.tries;
      create function belfry.fail_once() returns trigger language plpgsql as $$ begin
        if nextval('belfry.tries') = 1 then raise exception 'could not serialize' using errcode = '40001'; end if;
        return null;
      end $$;
      create trigger fail_once after insert on belfry.parents execute function belfry.fail_once();
    end $do$`,
  });
  const retried: unknown[] = [];
  const writer = writerOn(store, (error) => retried.push(error));
  await Promise.all(numbers(4).map((n) => writer.write("parent", { n })));
  expect(retried).toMatchObject([{ code: "40001" }]);
  expect(await parents()).toHaveLength(4);
});

test("a kind that is one statement is written without a transaction around it, and in one beside other kinds", async () => {
  let transactions = 0;
  const counting: Pick<Store, "query" | "transaction"> = {
    query: (statement) => store.query(statement),
    transaction(work) {
      transactions += 1;
      return store.transaction(work);
    },
  };
  const writer = createGroupWriter<Writes>({
    store: counting,
    statements: { parent: { single: insertParents }, child: insertChildren },
    refusal: () => new Error("refused"),
  });
  const alone = await Promise.allSettled([
    writer.write("parent", { n: 1 }),
    writer.write("parent", { n: 2, isLost: true }),
    writer.write("parent", { n: 3, value: -1 }),
  ]);
  expect(alone.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(transactions).toBe(0);
  await Promise.all([writer.write("child", { n: 4 }), writer.write("parent", { n: 4 })]);
  expect(transactions).toBe(1);
  expect((await parents()).map(({ n }) => n)).toEqual([1, 4]);
});

test("drained waits for everything that was written, whatever became of it", async () => {
  const writer = writerOn(store);
  let settled = 0;
  for (const n of numbers(50))
    void writer
      .write("parent", { n, value: n === 20 ? -1 : n })
      .catch(() => undefined)
      .finally(() => (settled += 1));
  await writer.drained();
  expect(await parents()).toHaveLength(49);
  expect(settled).toBe(50);
  await writer.drained();
});
