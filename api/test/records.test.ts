import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const rows = "/v1/records/customers/rows";

test("a table is made, changed, filled, read page by page, emptied and removed", async () => {
  expect(await api.call("PUT", "/v1/records/customers", { description: "客户" })).toMatchObject({
    status: 200,
    body: { name: "customers", description: "客户", maxRows: 1_000_000, rows: 0 },
  });
  expect((await api.call("PUT", "/v1/records/customers", { maxRows: 5 })).body).toMatchObject({
    description: "",
    maxRows: 5,
  });
  const records = ["d", "a/1", "学生 甲", "c", "a/2"].map((key, n) => ({ key, fields: { n } }));
  expect(await api.call("POST", rows, { records })).toMatchObject({ status: 200, body: { inserted: 5, changed: 0 } });
  expect((await api.call("POST", rows, { records: [{ key: "c", fields: { more: true } }], merge: true })).body).toEqual(
    {
      inserted: 0,
      changed: 1,
    },
  );
  const keys: string[] = [];
  for (let cursor = ""; ;) {
    const page = (await api.call("GET", `${rows}?limit=2${cursor}`)).body;
    keys.push(...page.items.map(({ key }: { key: string }) => key));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(keys).toEqual(["a/1", "a/2", "c", "d", "学生 甲"]);
  expect((await api.call("GET", `${rows}?prefix=a%2F`)).body.items).toHaveLength(2);
  expect((await api.call("GET", `${rows}?key=c`)).body.items).toMatchObject([
    { key: "c", fields: { n: 3, more: true }, version: 2 },
  ]);
  expect((await api.call("POST", `${rows}/remove`, { keys: ["c", "zz"] })).body).toEqual({ removed: 1 });
  expect((await api.call("GET", "/v1/records")).body.items).toMatchObject([{ name: "customers", rows: 4 }]);
  expect((await api.call("DELETE", "/v1/records/customers")).status).toBe(204);
  expect(await api.call("GET", rows)).toMatchObject({ status: 404, body: { code: "RECORD_TABLE_NOT_FOUND" } });
});

test("what cannot be kept is refused, and nothing of it is kept", async () => {
  await api.call("PUT", "/v1/records/small", { maxRows: 1 });
  const path = "/v1/records/small/rows";
  const two = [
    { key: "a", fields: {} },
    { key: "b", fields: {} },
  ];
  expect(await api.call("POST", path, { records: two })).toMatchObject({
    status: 409,
    body: { code: "RECORD_TABLE_FULL" },
  });
  const large = [{ key: "a", fields: { text: "x".repeat(70_000) } }];
  expect(await api.call("POST", path, { records: large })).toMatchObject({
    status: 422,
    body: { code: "INPUT_INVALID" },
  });
  expect((await api.call("GET", path)).body.items).toEqual([]);
  expect((await api.call("PUT", "/v1/records/Not%20A%20Name", {})).status).toBe(400);
  expect((await api.call("GET", `${path}?cursor=nonsense`)).status).toBe(400);
});

test("who changed records stands in the trail with their keys and not with what is in them", async () => {
  await api.call("PUT", "/v1/records/trail", {});
  await api.call("POST", "/v1/records/trail/rows", { records: [{ key: "k1", fields: { phone: "13800000000" } }] });
  const entries = (await api.call("GET", "/v1/audit?limit=5")).body.items as { action: string; detail?: unknown }[];
  expect(entries[0]).toMatchObject({ action: "records.write" });
  expect(JSON.stringify(entries[0])).toContain("k1");
  expect(JSON.stringify(entries)).not.toContain("13800000000");
});

test("who may not read personal data gets values masked", async () => {
  await api.call("PUT", "/v1/records/people", {});
  await api.call("POST", "/v1/records/people/rows", {
    records: [{ key: "1", fields: { email: "li.lei@example.org" } }],
  });
  const text = "bfy_test_records";
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, scope, created_at)
     values ($1, 'somebody', 'viewer', '{records:read}', null, belfry.now())`,
    [createHash("sha256").update(text).digest()],
  );
  const asSomebody = (method: string, path: string, body?: unknown) =>
    api.fetch(method, path, { headers: { authorization: `Bearer ${text}` }, ...(body !== undefined && { body }) });
  const seen = await asSomebody("GET", "/v1/records/people/rows");
  expect(seen.status).toBe(200);
  expect(JSON.stringify(seen.body)).not.toContain("li.lei@example.org");
  expect((await asSomebody("POST", "/v1/records/people/rows", { records: [{ key: "1", fields: {} }] })).status).toBe(
    403,
  );
});
