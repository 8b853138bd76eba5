import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextFor, query, run, sqlQuery, starters, write, type DatabaseUnderTest } from "./sql-harness.ts";

describe("PostgreSQL", () => {
  let db: DatabaseUnderTest;
  beforeAll(async () => {
    db = await starters.PostgreSQL();
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const value = async (expression: string, params = {}) =>
    (await query(db, `select ${expression} as v`, { params })).first?.["v"];

  test.each([
    ["12.30::numeric", 12.3],
    ["12345678901234567.89::numeric", "12345678901234567.89"],
    ["9007199254740993::bigint", "9007199254740993"],
    ["42::bigint", 42],
    ["'NaN'::float8", "NaN"],
    ["date '2026-02-16'", "2026-02-16"],
    ["timestamp '2026-02-16 06:00:00.5'", "2026-02-16T06:00:00.5"],
    ["timestamptz '2026-02-16 06:00:00+08'", "2026-02-15T22:00:00Z"],
    ["timestamptz 'infinity'", "infinity"],
    ["'\\x00ff'::bytea", "AP8="],
    ["'{\"a\":[1,null]}'::jsonb", { a: [1, null] }],
    ["true", true],
    ["null::int", null],
    [
      "array[[1,2],[3,null]]",
      [
        [1, 2],
        [3, null],
      ],
    ],
    ["array['a','b,\"c']", ["a", 'b,"c']],
    ["array[9007199254740993, 1]", ["9007199254740993", 1]],
    ["interval '1 day 2 hours'", "P1DT2H"],
    ["'12:30:00'::time", "12:30:00"],
  ])("%s is read as %j", async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  test("lists and objects arrive as such", async () => {
    expect(await value("2 = any(:ids)", { ids: [1, 2] })).toBe(true);
    expect(await value("(:o::jsonb)->>'a'", { o: { a: "学生" } })).toBe("学生");
  });

  test("explain and show are queries as well", async () => {
    expect((await query(db, "show timezone")).first).toEqual({ TimeZone: "UTC" });
    expect((await query(db, "explain select 1")).count).toBeGreaterThan(0);
  });

  test("a function that writes is stopped by the transaction", async () => {
    await run(db, "create table noted (n int)");
    await run(db, "create function note() returns int language sql as 'insert into noted values (1) returning n'");
    await expect(query(db, "select note()")).rejects.toMatchObject({ code: "SQL_READ_ONLY" });
    await expect(
      query(db, "with x as (insert into noted values (1) returning n) select n from x"),
    ).rejects.toMatchObject({
      failureClass: "config",
    });
    expect((await query(db, "select * from noted")).count).toBe(0);
  });

  test.each([
    ["a wrong password", (url: URL) => (url.password = "falsch-7f3a"), "SQL_ACCESS_DENIED", "config"],
    ["no such database", (url: URL) => (url.pathname = "/nothing"), "SQL_ACCESS_DENIED", "config"],
    ["nobody listens", (url: URL) => (url.port = "1"), "SQL_UNREACHABLE", "external"],
    ["no TLS at the server", (url: URL) => (url.search = "?sslmode=require"), "SQL_ACCESS_DENIED", "config"],
    ["a parameter nobody knows", (url: URL) => (url.search = "?host=/tmp"), "SQL_CONNECTION_INVALID", "config"],
    ["another host", (url: URL) => (url.hostname = "10.1.2.3"), "OUTBOUND_BLOCKED", "config"],
  ])("%s is named, and no password with it", async (_what, change, code, failureClass) => {
    const url = new URL(db.url);
    change(url);
    await using context = await contextFor({ ...db, url: url.href });
    const failure: unknown = await context
      .run(sqlQuery, { connection: { $secret: "DB" }, sql: "select 1" })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, failureClass });
    expect(JSON.stringify(failure) + String(failure)).not.toContain(url.password);
  });

  test("a connection that breaks is worth another try, and what was not committed is not there", async () => {
    await run(db, "create table half (n int)");
    const port = Number(new URL(db.url).port);
    const work = write(db, {
      statements: [{ sql: "insert into half values (1)" }, { sql: "select pg_terminate_backend(pg_backend_pid())" }],
    });
    await expect(work).rejects.toMatchObject({ code: "SQL_UNREACHABLE", retryable: true });
    expect(port).toBeGreaterThan(0);
    expect((await query(db, "select * from half")).count).toBe(0);
  });

  test("a deadlock is worth another try", async () => {
    await run(db, "create table pair (id int primary key, n int)", "insert into pair values (1, 0), (2, 0)");
    const both = (first: number, second: number) =>
      write(db, {
        statements: [
          { sql: "update pair set n = n + 1 where id = :id", params: { id: first } },
          { sql: "select pg_sleep(0.3)" },
          { sql: "update pair set n = n + 1 where id = :id", params: { id: second } },
        ],
      });
    const ended = await Promise.allSettled([both(1, 2), both(2, 1)]);
    const refused = ended.filter((one) => one.status === "rejected");
    expect(refused.map(({ reason }) => reason as unknown)).toEqual([
      expect.objectContaining({ code: "SQL_CONFLICT", retryable: true }),
    ]);
  });
});

describe("MariaDB", () => {
  let db: DatabaseUnderTest;
  beforeAll(async () => {
    db = await starters.MariaDB();
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  test.each([
    ["cast(12.30 as decimal(10,2))", 12.3],
    ["cast(12345678901234567.89 as decimal(20,2))", "12345678901234567.89"],
    ["9007199254740993", "9007199254740993"],
    ["cast('2026-02-16' as date)", "2026-02-16"],
    ["cast('2026-02-16 06:00:00' as datetime)", "2026-02-16T06:00:00"],
    ["x'00ff'", "AP8="],
    ["null", null],
    ["'学生 😀'", "学生 😀"],
  ])("%s is read as %j", async (expression, expected) => {
    expect((await query(db, `select ${expression} as v`)).first).toEqual({ v: expected });
  });

  test("TIMESTAMP is an instant, in UTC", async () => {
    await run(db, "create table at_times (t timestamp null, d datetime, e enum('a','b'), j json, b bit(1))");
    await run(
      db,
      "insert into at_times values (from_unixtime(1771192800), '2026-02-16 06:00:00', 'b', '{\"a\":1}', b'1')",
    );
    expect((await query(db, "select t, d, e, j from at_times")).first).toEqual({
      t: "2026-02-15T22:00:00Z",
      d: "2026-02-16T06:00:00",
      e: "b",
      j: { a: 1 },
    });
  });

  test("whole numbers of parameters stay whole, in LIMIT as well", async () => {
    const params = { n: 9_007_199_254_740_991, m: 1 };
    expect((await query(db, "select :n as v from (select 1 union select 2) t limit :m", { params })).list).toEqual([
      { v: 9_007_199_254_740_991 },
    ]);
  });

  test("a procedure or a file of the server is no way around reading", async () => {
    for (const sql of ["select 1 into outfile '/tmp/x'", "select 1 /*! into outfile '/tmp/x' */", "call x()"]) {
      await expect(query(db, sql)).rejects.toMatchObject({ code: "SQL_READ_ONLY" });
    }
  });

  test("what MySQL commits by itself is refused beside other statements", async () => {
    const statements = [{ sql: "insert into x values (1)" }, { sql: "truncate table x" }];
    await expect(write(db, { statements })).rejects.toMatchObject({ code: "SQL_NOT_ALLOWED" });
  });

  test("a wrong password is the rule's fault and not repeated", async () => {
    const url = new URL(db.url);
    url.password = "falsch-7f3a";
    await expect(query({ ...db, url: url.href }, "select 1")).rejects.toMatchObject({
      code: "SQL_ACCESS_DENIED",
      retryable: false,
    });
  });
});

describe("SQLite", () => {
  let db: DatabaseUnderTest;
  beforeAll(async () => {
    db = await starters.SQLite();
  });
  afterAll(() => db[Symbol.asyncDispose]());

  test("numbers, bytes and texts are read as they are", async () => {
    const sql = "select 9007199254740993 as a, 42 as b, 1.5 as c, x'00ff' as d, null as e, '学生' as f, 1e999 as g";
    expect((await query(db, sql)).first).toEqual({
      a: "9007199254740993",
      b: 42,
      c: 1.5,
      d: "AP8=",
      e: null,
      f: "学生",
      g: "Infinity",
    });
  });

  test("whole numbers are stored whole", async () => {
    await run(db, "create table anything (v)");
    await write(db, { rows: [{ v: 5 }, { v: true }, { v: { a: 1 } }], into: "anything" });
    expect((await query(db, "select typeof(v) as t, v from anything")).list).toEqual([
      { t: "integer", v: 5 },
      { t: "integer", v: 1 },
      { t: "text", v: '{"a":1}' },
    ]);
  });

  test("a file outside of the allowed folders is refused", async () => {
    await expect(query({ ...db, folders: [] }, "select 1")).rejects.toMatchObject({ code: "FOLDER_NOT_ALLOWED" });
    await expect(query({ ...db, url: "sqlite:///etc/passwd" }, "select 1")).rejects.toMatchObject({
      code: "FOLDER_NOT_ALLOWED",
    });
    await expect(query({ ...db, url: "sqlite://etc/passwd" }, "select 1")).rejects.toMatchObject({
      code: "SQL_CONNECTION_INVALID",
    });
  });
});
