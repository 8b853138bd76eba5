import { randomBytes } from "node:crypto";
import { createRequestKeys } from "@belfry/access";
import { AppError } from "@belfry/model";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
let key = "";
let made = 0;
beforeAll(async () => {
  api = await startTestApi();
  await api.test.rule({
    rule: "echo",
    inputs: { type: "object", properties: { n: { type: "integer", default: 0 } } },
    actions: [{ use: "test.echo" }],
  });
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  made += 1;
  key = `request-${made}`;
});

const bearer = (token = api.token) => ({ authorization: `Bearer ${token}` });
const post = (path: string, options: { body?: unknown; headers?: Record<string, string>; key?: string } = {}) =>
  api.fetch("POST", path, {
    ...(options.body !== undefined && { body: options.body }),
    headers: { ...bearer(), "idempotency-key": options.key ?? key, ...options.headers },
  });
const start = (n = 0, options: Parameters<typeof post>[1] = {}) =>
  post("/v1/rules/echo/trigger", { body: { inputs: { n } }, ...options });
const query = async (text: string, values: unknown[] = []) =>
  (await api.test.database.store.pool.query(text, values)).rows as Record<string, unknown>[];

test("the same request under the same key is answered with the same bytes, and nothing is done twice", async () => {
  const first = await start();
  expect(first).toMatchObject({ status: 200, body: { fate: "fired" } });
  expect(first.headers.get("idempotency-replayed")).toBeNull();
  const second = await start();
  expect(second.status).toBe(200);
  expect(second.text).toBe(first.text);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(second.headers.get("content-type")).toBe("application/json; charset=utf-8");
});

test("what was answered is answered, whatever happened since", async () => {
  const enabled = await post("/v1/rules/echo/enable");
  expect(enabled.body.status).toBe("enabled");
  await api.call("POST", "/v1/rules/echo/disable");
  expect((await post("/v1/rules/echo/enable")).text).toBe(enabled.text);
  expect((await api.call("GET", "/v1/rules/echo")).body.status).toBe("disabled");
});

test("a refusal is an answer too", async () => {
  const missing = await post("/v1/rules/missing/trigger", { body: {} });
  expect(missing.status).toBe(404);
  const again = await post("/v1/rules/missing/trigger", { body: {} });
  expect(again.text).toBe(missing.text);
  expect(again.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(again.headers.get("idempotency-replayed")).toBe("true");
});

test("a key is worth nothing for another body, address or query", async () => {
  await start(1);
  expect(await start(2)).toMatchObject({ status: 409, body: { code: "IDEMPOTENCY_KEY_REUSED" } });
  expect(await post("/v1/rules/echo/enable")).toMatchObject({ status: 409, body: { code: "IDEMPOTENCY_KEY_REUSED" } });
  expect((await start(1)).headers.get("idempotency-replayed")).toBe("true");
});

test("two callers may use one key", async () => {
  const token = `bfy_${randomBytes(8).toString("hex")}`;
  await query(
    "insert into belfry.api_tokens (token_hash, name, role, created_at) values (sha256($1::bytea), 'other', 'administrator', belfry.now())",
    [Buffer.from(token)],
  );
  await post("/v1/rules/echo/enable");
  const other = await post("/v1/rules/echo/enable", { headers: bearer(token) });
  expect(other.status).toBe(200);
  expect(other.headers.get("idempotency-replayed")).toBeNull();
});

test("of many at once one is carried out; the others wait or get its answer", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => start(7)));
  const done = answers.filter(({ status, headers }) => status === 200 && headers.get("idempotency-replayed") === null);
  expect(done).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === 200) expect(answer.text).toBe(done[0]!.text);
    else expect(answer).toMatchObject({ status: 409, body: { code: "IDEMPOTENCY_IN_FLIGHT" } });
  }
  expect((await start(7)).text).toBe(done[0]!.text);
});

test("while a request is carried out the same one is told to wait", async () => {
  const client = await api.test.database.store.pool.connect();
  try {
    await client.query("begin");
    await client.query("select from belfry.rules for update");
    const first = post("/v1/rules/echo/enable");
    await expect.poll(async () => (await query("select from belfry.request_keys where status is null")).length).toBe(1);
    const second = await post("/v1/rules/echo/enable");
    expect(second).toMatchObject({ status: 409, body: { code: "IDEMPOTENCY_IN_FLIGHT" } });
    expect(second.headers.get("retry-after")).toBe("2");
    await client.query("rollback");
    expect((await first).status).toBe(200);
  } finally {
    client.release();
  }
  expect((await post("/v1/rules/echo/enable")).headers.get("idempotency-replayed")).toBe("true");
});

test("a failure of ours frees the key", async () => {
  await query("alter table belfry.rule_versions rename to rule_versions_away");
  try {
    expect((await post("/v1/rules/echo/enable")).status).toBe(500);
  } finally {
    await query("alter table belfry.rule_versions_away rename to rule_versions");
  }
  const answer = await post("/v1/rules/echo/enable");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("idempotency-replayed")).toBeNull();
});

test("a request that is refused before anything is done leaves its key free", async () => {
  expect((await post("/v1/rules/echo/trigger", { body: { inputs: 1 } })).status).toBe(400);
  expect((await start()).status).toBe(200);
});

test.each(["", " ", "a b", "schlüssel", "k".repeat(256)])("%j is no key", async (wrong) => {
  const answer = await start(0, { key: wrong }).catch((error: unknown) => error);
  // What a client cannot even send is as good as refused.
  if (!(answer instanceof TypeError)) expect(answer).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
});

test("a GET takes no key", async () => {
  const headers = { ...bearer(), "idempotency-key": key };
  await api.fetch("GET", "/v1/rules", { headers });
  expect((await api.fetch("GET", "/v1/rules", { headers })).headers.get("idempotency-replayed")).toBeNull();
});

test("a day later the key is free, and what was kept longer is removed by whoever comes next", async () => {
  await start(1);
  const before = Number((await query("select count(*) from belfry.request_keys"))[0]!["count"]);
  expect(before).toBeGreaterThan(3);
  await api.test.database.clock.advance(86_400_000 + 1_000);
  const answer = await post("/v1/rules/echo/enable");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("idempotency-replayed")).toBeNull();
  expect(await query("select caller from belfry.request_keys")).toHaveLength(1);
});

test("after a restart the answer is still known; a request that died is taken over after five minutes", async () => {
  const { store, clock } = api.test.database;
  const masterKey = randomBytes(32);
  const open = () => createRequestKeys({ store, key: masterKey });
  const request = { caller: "person 1", key, request: "POST /somewhere" };
  const [before, after] = [open(), open()];

  const first = await before.begin(request);
  if (first.kind !== "begun") throw new Error("The key was not free.");
  await expect(after.begin(request)).rejects.toMatchObject({ code: "IDEMPOTENCY_IN_FLIGHT" });
  await clock.advance(299_000);
  await expect(after.begin(request)).rejects.toMatchObject({ code: "IDEMPOTENCY_IN_FLIGHT" });
  await clock.advance(2_000);
  await expect(after.begin({ ...request, request: "POST /elsewhere" })).rejects.toMatchObject({
    code: "IDEMPOTENCY_KEY_REUSED",
  });
  const second = await after.begin(request);
  if (second.kind !== "begun") throw new Error("The key was not taken over.");
  // The one that was given up comes back to life: it neither answers nor frees what is no longer its own.
  await before.finish(first.claim, { status: 200, body: "too late" });
  await before.release(first.claim);
  await after.finish(second.claim, { status: 201, body: '{"secret":"bfy_shown_once"}' });
  expect(await open().begin(request)).toEqual({
    kind: "answered",
    answer: { status: 201, body: '{"secret":"bfy_shown_once"}' },
  });
});

test("a kept answer cannot be read in the database, nor moved to another caller", async () => {
  const { store } = api.test.database;
  const keys = createRequestKeys({ store, key: randomBytes(32) });
  const request = { caller: "person 1", key, request: "POST /v1/keys" };
  const begun = await keys.begin(request);
  if (begun.kind !== "begun") throw new Error("The key was not free.");
  await keys.finish(begun.claim, { status: 200, body: '{"secret":"bfy_shown_once"}' });
  const text = JSON.stringify(await query("select t::text from belfry.request_keys t"));
  expect(text).not.toContain(Buffer.from("bfy_shown_once").toString("hex"));
  expect(text).not.toContain(key);
  await query("update belfry.request_keys set caller = 'person 2' where caller = 'person 1' and status = 200");
  const stolen = keys.begin({ ...request, caller: "person 2" });
  await expect(stolen).rejects.toBeInstanceOf(AppError);
  await expect(stolen).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
});
