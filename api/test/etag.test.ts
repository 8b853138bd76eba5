import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
let authorization: string;
beforeAll(async () => {
  api = await startTestApi();
  authorization = `Bearer ${api.token}`;
});
afterAll(() => api[Symbol.asyncDispose]());

const definition = (rule: string, name = "一") => ({ rule, name, actions: [{ use: "test.echo", with: { value: 1 } }] });
const put = (rule: string, name: string, headers: Record<string, string> = {}) =>
  api.fetch("PUT", `/v1/rules/${rule}`, { body: definition(rule, name), headers: { authorization, ...headers } });
const post = (path: string, headers: Record<string, string> = {}) =>
  api.fetch("POST", path, { headers: { authorization, ...headers } });
const tagOf = async (rule: string) => (await api.call("GET", `/v1/rules/${rule}`)).headers.get("etag") ?? "";

test("a rule has a strong tag that changes with every version and status, and with nothing else", async () => {
  const saved = await put("a", "一");
  expect(saved.headers.get("etag")).toBe(`"${saved.body.rule.revision}"`);
  expect(saved.headers.get("etag")).toMatch(/^"v1-\d+"$/);
  const first = await tagOf("a");
  expect(first).toBe(saved.headers.get("etag"));
  expect((await put("a", "一")).headers.get("etag")).toBe(first);
  const enabled = await post("/v1/rules/a/enable");
  expect(enabled.headers.get("etag")).not.toBe(first);
  await post("/v1/rules/a/trigger");
  expect(await tagOf("a")).toBe(enabled.headers.get("etag"));
  await post("/v1/rules/a/disable");
  expect(await tagOf("a")).not.toBe(first);
});

test("a save against an old tag is refused, names the present version, and changes nothing", async () => {
  const old = (await put("b", "一")).headers.get("etag")!;
  const present = (await put("b", "二", { "if-match": old })).headers.get("etag")!;
  const refused = await put("b", "三", { "if-match": old });
  expect(refused).toMatchObject({ status: 412, body: { code: "PRECONDITION_FAILED" } });
  expect(refused.body.detail).toContain("version 2");
  expect(refused.body.detail).toContain(present.replaceAll('"', ""));
  expect((await api.call("GET", "/v1/rules/b")).body).toMatchObject({ name: "二", version: 2 });
  expect((await put("b", "三", { "if-match": `"other", ${present}` })).status).toBe(200);
});

test("a weak tag never matches, a star matches what exists, and what is no tag is refused", async () => {
  const tag = (await put("c", "一")).headers.get("etag")!;
  expect((await put("c", "二", { "if-match": `W/${tag}` })).status).toBe(412);
  expect((await put("c", "二", { "if-match": "v1" })).body).toMatchObject({ code: "REQUEST_INVALID" });
  expect((await put("c", "二", { "if-match": "*" })).status).toBe(200);
  expect((await put("not-there", "一", { "if-match": "*" })).status).toBe(412);
  expect((await put("not-there", "一", { "if-match": tag })).status).toBe(412);
  expect((await api.call("GET", "/v1/rules/not-there")).status).toBe(404);
});

test("If-None-Match: * only creates", async () => {
  expect((await put("d", "一", { "if-none-match": "*" })).body).toMatchObject({ outcome: "created" });
  expect((await put("d", "二", { "if-none-match": "*" })).status).toBe(412);
  expect((await put("d", "二", { "if-none-match": '"v1"' })).body).toMatchObject({ code: "REQUEST_INVALID" });
  expect((await api.call("GET", "/v1/rules/d")).body).toMatchObject({ name: "一", version: 1 });
});

test.each(["enable", "disable", "archive"])("%s honours If-Match too", async (verb) => {
  const rule = `status-${verb}`;
  const old = (await put(rule, "一")).headers.get("etag")!;
  if (verb === "disable") await post(`/v1/rules/${rule}/enable`);
  else await put(rule, "二");
  const before = (await api.call("GET", `/v1/rules/${rule}`)).body;
  expect((await post(`/v1/rules/${rule}/${verb}`, { "if-match": old })).status).toBe(412);
  expect((await api.call("GET", `/v1/rules/${rule}`)).body).toEqual(before);
  expect((await post(`/v1/rules/${rule}/${verb}`, { "if-match": await tagOf(rule) })).status).toBe(200);
});

test("of twenty saves that race with one tag exactly one wins", async () => {
  const tag = (await put("race", "0")).headers.get("etag")!;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => put("race", `name ${n}`, { "if-match": tag })),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
  expect((await api.call("GET", "/v1/rules/race")).body).toMatchObject({ version: 2, name: won[0]?.body.rule.name });
});

test("without a tag the last of racing saves wins, none is refused and every version is kept", async () => {
  await put("free", "0");
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => put("free", `name ${n}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  const { rows } = await api.test.database.store.pool.query(
    "select v.version from belfry.rule_versions v join belfry.rules r on r.id = v.rule_id where r.slug = 'free' order by 1",
  );
  expect(rows.map(({ version }) => version as number)).toEqual(Array.from({ length: 11 }, (_, n) => n + 1));
});

test("of ten that create one rule at once with If-None-Match one wins", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => put("newborn", `name ${n}`, { "if-none-match": "*" })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await api.call("GET", "/v1/rules/newborn")).body).toMatchObject({ version: 1 });
});
