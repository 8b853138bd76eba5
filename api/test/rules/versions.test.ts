import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const step = (id: string, value: unknown) => ({ id, use: "test.echo", with: { value } });
const rule = (name: string, actions: readonly unknown[], rest = {}) => ({ rule: name, name, actions, ...rest });
const save = async (definition: { rule: string }, note?: string) => {
  const query = note === undefined ? "" : `?note=${encodeURIComponent(note)}`;
  const answer = await api.call("PUT", `/v1/rules/${definition.rule}${query}`, definition);
  expect(answer.status).toBe(200);
  return answer;
};
const get = async (path: string) => (await api.call("GET", `/v1/rules/${path}`)).body;

test("every save that changes something makes a version with its author, time and note; they are listed page by page", async () => {
  await save(rule("a", [step("one", 1)]), "first");
  await save(rule("a", [step("one", 1)]), "nothing changed");
  await save(rule("a", [step("one", 2)]));
  await save(rule("a", [step("one", 3)]), "三");
  const first = await get("a/versions?limit=2");
  expect(first.items).toMatchObject([
    { version: 3, note: "三", author: "command line", current: true, createdAt: expect.any(String) },
    { version: 2, note: "", current: false },
  ]);
  expect(first.items[0]).not.toHaveProperty("id");
  const second = await get(`a/versions?limit=2&cursor=${first.nextCursor}`);
  expect(second).toMatchObject({ items: [{ version: 1, note: "first" }], nextCursor: null });
  expect(await get("a/versions/2")).toMatchObject({ version: 2, definition: { actions: [step("one", 2)] } });
  expect(await get("a/versions/4")).toMatchObject({ status: 404, code: "RULE_VERSION_NOT_FOUND" });
  expect(await get("none/versions")).toMatchObject({ status: 404, code: "RULE_NOT_FOUND" });
  expect(await get("a/versions/0")).toMatchObject({ status: 400 });
});

test("two versions are compared step by step", async () => {
  await save(rule("b", [step("one", 1), step("two", 2)]));
  await save(rule("b", [step("one", 1), step("new", 0), step("two", 3)]));
  expect(await get("b/versions/2/diff")).toEqual({
    from: 1,
    to: 2,
    changes: [
      { path: "actions.1", kind: "added", step: "new", after: step("new", 0) },
      { path: "actions.2.with.value", kind: "changed", step: "two", before: 2, after: 3 },
    ],
  });
  expect((await get("b/versions/1/diff?from=2")).changes).toMatchObject([
    { path: "actions.1", kind: "removed", step: "new" },
    { path: "actions.1.with.value", before: 3, after: 2 },
  ]);
  expect((await get("b/versions/1/diff")).changes.map(({ path }: { path: string }) => path)).toContain("actions");
  expect(await get("b/versions/1/diff?from=9")).toMatchObject({ code: "RULE_VERSION_NOT_FOUND" });
});

test("a version is restored as the next one, with its note; doing it again changes nothing", async () => {
  await save(rule("c", [step("one", 1)]));
  await save(rule("c", [step("one", 2)]));
  const restored = await api.call("POST", "/v1/rules/c/versions/1/restore", {});
  expect(restored.body).toMatchObject({
    outcome: "changed",
    rule: { version: 3, definition: { actions: [step("one", 1)] } },
  });
  expect((await get("c/versions")).items[0]).toMatchObject({ version: 3, note: "Restored from version 1." });
  expect((await api.call("POST", "/v1/rules/c/versions/1/restore", {})).body).toMatchObject({ outcome: "unchanged" });
  const note = { note: "back" };
  await api.call("POST", "/v1/rules/c/versions/2/restore", note);
  expect((await get("c/versions")).items[0]).toMatchObject({ version: 4, ...note });
});

test("a restore passes everything that a save passes", async () => {
  await save(rule("d", [step("one", 1)]));
  await save(rule("d", [{ ...step("one", 1), approval: true }]));
  const editor = await tokenWith(["rules:read", "rules:write"]);
  const restore = (headers: Record<string, string>) =>
    api.fetch("POST", "/v1/rules/d/versions/1/restore", { body: {}, headers });
  expect(await restore({ authorization: `Bearer ${editor}` })).toMatchObject({
    status: 403,
    body: { code: "PERMISSION_DENIED", detail: expect.stringContaining("settings:write") },
  });
  expect(await restore({ authorization: `Bearer ${api.token}`, "if-match": '"v1-1"' })).toMatchObject({ status: 412 });
  await api.call("POST", "/v1/rules/d/archive");
  expect(await restore({ authorization: `Bearer ${api.token}` })).toMatchObject({
    status: 409,
    body: { code: "RULE_NOT_ENABLED" },
  });
});

const mail = (to: string) => [{ id: "mail", use: "test.echo", with: { value: to } }];

test("who may not read personal data sees no address in a version, a difference or a note", async () => {
  await save(rule("e", mail("zhang.san@campus.example")), "for zhang.san@campus.example");
  await save(rule("e", mail("li.lei@campus.example")));
  const reader = await tokenWith(["rules:read"]);
  for (const path of ["versions", "versions/1", "versions/2/diff"]) {
    const headers = { authorization: `Bearer ${reader}` };
    const { status, text } = await api.fetch("GET", `/v1/rules/e/${path}`, { headers });
    expect(status, path).toBe(200);
    expect(text, path).not.toMatch(/zhang\.san|li\.lei/);
    expect((await api.call("GET", `/v1/rules/e/${path}`)).text, path).toMatch(/zhang\.san/);
  }
});

async function tokenWith(permissions: readonly string[]): Promise<string> {
  const text = `bfy_test_${Math.random()}`;
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, created_at)
     values ($1, $2, 'viewer', $3, belfry.now())`,
    [createHash("sha256").update(text).digest(), text, permissions],
  );
  return text;
}
