/** What `metabase.query` makes of a Metabase that behaves badly: by which code it fails, and whether it is worth another try. */
import type { ActionDefinition, DatasetRef } from "@belfry/plugin-kit";
import { createTestActionContext, metabaseUser, startMetabase, type Metabase } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { builtinConnectors } from "../../src/index.ts";

const found = builtinConnectors.actions?.find(({ id }) => id === "metabase.query");
if (found === undefined) throw new Error("There is no action metabase.query.");
const metabaseQuery: ActionDefinition = found;

let metabase: Metabase;
beforeAll(async () => {
  metabase = await startMetabase([
    { id: 1, name: "Orders", columns: [{ name: "n", displayName: "N" }], rows: () => [[1], [2]] },
  ]);
});
afterAll(() => metabase?.[Symbol.asyncDispose]());
beforeEach(() => {
  metabase.chaos.clear();
  metabase.log.clear();
});

const { apiKey, username, password } = metabaseUser;

async function run(login: object = { apiKey }, more: object = {}) {
  await using context = await createTestActionContext();
  const output = (await context.run(metabaseQuery, { url: metabase.url, login, card: 1, ...more })) as {
    rows: DatasetRef;
    count: number;
  };
  return output.count;
}

test.each([
  ["bounce", { code: "METABASE_ACCESS_DENIED", failureClass: "config", retryable: false }, false],
  ["throttle", { code: "METABASE_STATUS", failureClass: "external", retryable: true, retryAfterMs: 60_000 }, false],
  // The query was carried out; asking twice changes nothing, so that it is asked again.
  ["accept-then-drop", { retryable: true }, true],
  ["malformed", { code: "METABASE_ANSWER", failureClass: "external", retryable: false }, true],
] as const)("%s", async (kind, failure, wasCarriedOut) => {
  metabase.chaos.set({ kind, times: 1 });
  await expect(run()).rejects.toMatchObject(failure);
  expect(metabase.log.list()).toMatchObject([{ title: "Orders", shown: wasCarriedOut, fault: kind }]);
  expect(await run()).toBe(2);
});

test("an answer that is later than the rule waits is worth another try", async () => {
  metabase.chaos.set({ kind: "slow", times: 1 });
  await expect(run({ apiKey }, { timeout: "50ms" })).rejects.toMatchObject({ retryable: true });
  expect(metabase.log.list()).toMatchObject([{ shown: true, fault: "slow", answer: null }]);
  expect(await run()).toBe(2);
});

test("a session that expires is renewed once and the query asked again; an API key has none", async () => {
  const person = { username, password };
  expect(await run(person)).toBe(2);
  const before = metabase.logins;
  metabase.chaos.set({ kind: "session-expired", times: 1 });
  expect(await run(person)).toBe(2);
  expect(metabase.logins).toBe(before + 1);
  metabase.chaos.set({ kind: "session-expired" });
  await expect(run(person)).rejects.toMatchObject({ code: "METABASE_ACCESS_DENIED", retryable: false });
  expect(await run()).toBe(2);
});

test("what was asked is noted with its answer, which is cut when it is long, and without a session", async () => {
  await using many = await startMetabase([
    { id: 2, columns: [{ name: "n", displayName: "N" }], rows: () => Array.from({ length: 1_000 }, (_, n) => [n]) },
  ]);
  const query = { database: 1, type: "native", native: { query: "select n from orders" } };
  expect(await run({ username, password }, { url: many.url, card: undefined, query })).toBe(1_000);
  const [asked, signIn] = many.log.list();
  expect(asked).toMatchObject({ kind: "dataset", text: "select n from orders", shown: true, answer: { status: 200 } });
  expect(asked?.answer?.body.length).toBeLessThan(2_100);
  expect(asked?.answer?.body).toMatch(/\(\d+ characters\)$/);
  expect(signIn).toMatchObject({ kind: "session", answer: { status: 200, body: '{"id":"…"}' } });
  expect(JSON.stringify(many.log.list())).not.toContain(password);
});
