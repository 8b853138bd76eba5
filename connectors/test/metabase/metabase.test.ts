import { actionContract, contractSecret, type ActionDefinition, type DatasetRef } from "@belfry/plugin-kit";
import { createTestActionContext, metabaseUser, startMetabase, type Metabase } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtinConnectors } from "../../src/index.ts";

const found = builtinConnectors.actions?.find(({ id }) => id === "metabase.query");
if (found === undefined) throw new Error("There is no action metabase.query.");
const metabaseQuery: ActionDefinition = found;

const columns = [
  { name: "order_num", displayName: "合同编号" },
  { name: "amount", displayName: "合同金额" },
];
const many = Array.from({ length: 5_000 }, (_, n) => [`YHWX-${n}`, n]);
let metabase: Metabase;
beforeAll(async () => {
  metabase = await startMetabase([
    {
      id: 1616,
      columns,
      rows: (parameters) => {
        const city = parameters.find(
          ({ target }) => JSON.stringify(target) === '["variable",["template-tag","city"]]',
        )?.value;
        return city === undefined ? many : [[city, 1]];
      },
    },
    { id: 7, columns, rows: () => [], error: 'ERROR: column "x" does not exist' },
    { id: 8, columns: [columns[0], columns[0]].flatMap((one) => one ?? []), rows: () => [["a", "b"]] },
    { id: 9, columns, rows: () => [] },
  ]);
});
afterAll(() => metabase[Symbol.asyncDispose]());

const person = { username: metabaseUser.username, password: metabaseUser.password };
async function run(input: Record<string, unknown>) {
  await using context = await createTestActionContext();
  const output = (await context.run(metabaseQuery, { url: `${metabase.url}/`, login: person, ...input })) as {
    rows: DatasetRef;
    count: number;
  };
  return { ...output, list: await context.rowsOf(output.rows) };
}

test("a card gives all of its rows and not the first 2,000, under the names that people see", async () => {
  const { count, list } = await run({ card: 1616 });
  expect(count).toBe(5_000);
  expect(list[4_999]).toEqual({ 合同编号: "YHWX-4999", 合同金额: 4_999 });
});

test("with names the columns are those of the database, for a card and for a query", async () => {
  expect((await run({ card: 1616, columns: "name" })).list[0]).toEqual({ order_num: "YHWX-0", amount: 0 });
  const query = { database: 1, type: "native", native: { query: "select 1" } };
  expect((await run({ query, columns: "name" })).list[2_500]).toEqual({ order_num: "YHWX-2500", amount: 2_500 });
  expect((await run({ query })).list[0]).toEqual({ 合同编号: "YHWX-0", 合同金额: 0 });
});

test("a list names the columns by their places, and leaves out what is beyond its end", async () => {
  const { list, rows } = await run({ card: 1616, columns: ["number"] });
  expect(list[1]).toEqual({ number: "YHWX-1" });
  expect(rows.columns).toEqual(["number"]);
  // An answer without rows has columns all the same.
  expect((await run({ card: 9, columns: ["number", "amount"] })).rows.columns).toEqual(["number", "amount"]);
});

test("parameters fill the variables of the question", async () => {
  expect((await run({ card: 1616, parameters: { city: "上海" } })).list).toEqual([{ 合同编号: "上海", 合同金额: 1 }]);
  const list = [{ type: "category", target: ["variable", ["template-tag", "city"]], value: "北京" }];
  expect((await run({ card: 1616, parameters: list })).list).toEqual([{ 合同编号: "北京", 合同金额: 1 }]);
});

test("an API key asks without signing in", async () => {
  const before = metabase.logins;
  expect((await run({ card: 9, login: { apiKey: metabaseUser.apiKey } })).count).toBe(0);
  expect(metabase.logins).toBe(before);
});

test("a session is kept for whoever asks next with the same password", async () => {
  await run({ card: 9 });
  const before = metabase.logins;
  await run({ card: 9 });
  await run({ card: 1616 });
  expect(metabase.logins).toBe(before);
  await expect(run({ card: 9, login: { ...person, password: "wrong" } })).rejects.toMatchObject({
    code: "METABASE_LOGIN_REFUSED",
  });
});

test("a session that the server has forgotten is renewed once, and the request sent again", async () => {
  await run({ card: 9 });
  const before = metabase.logins;
  metabase.expireSessions();
  expect((await run({ card: 1616 })).count).toBe(5_000);
  expect(metabase.logins).toBe(before + 1);
});

test("a session that is refused anew is not renewed again and again", async () => {
  await using context = await createTestActionContext();
  await run({ card: 9 });
  const before = metabase.logins;
  metabase.expireSessions();
  const fetch: typeof context.ctx.fetch = async (url, request) => {
    const answer = await context.ctx.fetch(url, request);
    if (url.endsWith("/api/session")) metabase.expireSessions();
    return answer;
  };
  const input = metabaseQuery.input.parse({ url: metabase.url, login: person, card: 1616 });
  await expect(metabaseQuery.run({ ...context.ctx, fetch }, input)).rejects.toMatchObject({
    code: "METABASE_ACCESS_DENIED",
  });
  expect(metabase.logins).toBe(before + 1);
});

test.each([200, 202] as const)("an answer with status %i counts", async (status) => {
  metabase.answerWith(status);
  expect((await run({ card: 1616 })).count).toBe(5_000);
  metabase.answerWith(undefined);
});

test.each([
  ["a wrong password", { card: 9, login: { ...person, password: "wrong" } }, "METABASE_LOGIN_REFUSED", false],
  ["a wrong API key", { card: 9, login: { apiKey: "wrong" } }, "METABASE_ACCESS_DENIED", false],
  ["a card that is not there", { card: 404 }, "METABASE_NOT_FOUND", false],
  ["a query that failed, answered with 202", { card: 7 }, "METABASE_QUERY_FAILED", false],
  ["two columns that look the same", { card: 8, columns: "name" }, "METABASE_COLUMNS", false],
  ["fewer columns than the rule names", { card: 9, columns: ["a", "b", "c"] }, "METABASE_COLUMNS", false],
  ["more rows than allowed", { card: 1616, maxRows: 4_999 }, "METABASE_TOO_MANY_ROWS", false],
  ["neither a card nor a query", {}, "METABASE_INPUT_INVALID", false],
])("%s is named", async (_what, input, code, retryable) => {
  await expect(run(input)).rejects.toMatchObject({ code, retryable });
});

test.each([
  [503, {}, undefined],
  [429, { "retry-after": "9" }, 9_000],
] as const)("status %i is worth another try", async (status, headers, retryAfterMs) => {
  metabase.failNext(status, headers);
  await expect(run({ card: 9 })).rejects.toMatchObject({ code: "METABASE_STATUS", retryable: true, retryAfterMs });
});

for (const check of actionContract(metabaseQuery, {
  createContext: ({ secrets, ...rest }) =>
    createTestActionContext({
      ...rest,
      secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, metabaseUser.password])),
    }),
  validInput: () => ({ url: metabase.url, login: person, card: 9 }),
  secretInput: () => ({ url: metabase.url, login: { ...person, password: contractSecret.ref }, card: 9 }),
  failures: [
    {
      name: "the card is not there",
      input: () => ({ url: metabase.url, login: person, card: 404 }),
      code: "METABASE_NOT_FOUND",
    },
    { name: "nobody listens", input: { url: "http://127.0.0.1:1", login: person, card: 1 } },
  ],
})) {
  test(check.name, check.run);
}
