import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers] });
});
afterAll(() => api[Symbol.asyncDispose]());

const rule = (name: string, rest: Record<string, unknown> = {}) => ({
  rule: name,
  name: `规则 ${name}`,
  actions: [{ id: "note", use: "test.echo", with: { value: 1 } }],
  ...rest,
});
const save = async (definition: { rule: string }) => {
  const answer = await api.call("PUT", `/v1/rules/${definition.rule}`, definition);
  expect(answer.text).toContain("outcome");
  return answer.body;
};
const list = async (query: string) =>
  ((await api.call("GET", `/v1/rules?${query}`)).body.items as { rule: string }[]).map(({ rule: name }) => name);

test("a rule comes back from the archive disabled; what is not archived stays as it is", async () => {
  await save(rule("a"));
  await api.call("POST", "/v1/rules/a/enable");
  expect((await api.call("POST", "/v1/rules/a/unarchive")).body).toMatchObject({ status: "enabled" });
  await api.call("POST", "/v1/rules/a/archive");
  expect((await api.call("POST", "/v1/rules/a/unarchive")).body).toMatchObject({ status: "disabled" });
  const { items } = (await api.call("GET", "/v1/audit?subjectKind=rule&subject=a&action=rules.unarchive")).body;
  expect(items).toHaveLength(1);
  await api.call("POST", "/v1/rules/a/archive");
});

test("a rule that never did anything can be removed, and its name is free again; any other is archived", async () => {
  await save(rule("b"));
  await save(rule("b", { description: "x" }));
  expect((await api.call("DELETE", "/v1/rules/b")).body).toEqual({ outcome: "removed", approval: null });
  expect((await api.call("GET", "/v1/rules/b")).status).toBe(404);
  expect((await api.call("DELETE", "/v1/rules/b")).body).toMatchObject({ code: "RULE_NOT_FOUND" });
  expect(await save(rule("b"))).toMatchObject({ outcome: "created", rule: { version: 1 } });
  await api.call("POST", "/v1/rules/b/trigger", {});
  expect((await api.call("DELETE", "/v1/rules/b")).body).toEqual({ outcome: "archived", approval: null });
  expect((await api.call("GET", "/v1/rules/b")).body).toMatchObject({ status: "archived" });
  const tag = (await save(rule("b2"))).rule.revision as string;
  const headers = { authorization: `Bearer ${api.token}`, "if-match": '"v9-9"' };
  expect((await api.fetch("DELETE", "/v1/rules/b2", { headers })).status).toBe(412);
  expect((await api.fetch("DELETE", "/v1/rules/b2", { headers: { ...headers, "if-match": `"${tag}"` } })).status).toBe(
    200,
  );
});

test("rules lie in folders, which are counted and searched with what lies below", async () => {
  await save(rule("c1", { folder: "teams/学工处" }));
  await save(rule("c2", { folder: "teams/学工处/夜间" }));
  await save(rule("c3", { folder: "teams" }));
  await save(rule("c4", { folder: "teams and more" }));
  expect((await api.call("GET", "/v1/rules/c1")).body.folder).toBe("teams/学工处");
  expect(await list("folder=teams")).toEqual(["c1", "c2", "c3"]);
  expect(await list(`folder=${encodeURIComponent("teams/学工处")}`)).toEqual(["c1", "c2"]);
  expect(await list("folder=team")).toEqual([]);
  expect(await list("sort=-folder&limit=2&text=c")).toEqual(["c2", "c1"]);
  const { items } = (await api.call("GET", "/v1/rule-folders")).body;
  expect(items.slice(1)).toEqual([
    { folder: "teams", name: "teams", parent: "", rules: 1, total: 3 },
    { folder: "teams/学工处", name: "学工处", parent: "teams", rules: 1, total: 2 },
    { folder: "teams/学工处/夜间", name: "夜间", parent: "teams/学工处", rules: 1, total: 1 },
    { folder: "teams and more", name: "teams and more", parent: "", rules: 1, total: 1 },
  ]);
  expect(items[0]).toMatchObject({ folder: "", name: "", parent: null });
  expect(items[0].total - items[0].rules).toBe(4);
  await api.call("POST", "/v1/rules/c4/archive");
  expect((await api.call("GET", "/v1/rule-folders")).text).not.toContain("and more");
  for (const folder of ["/a", "a/", "a//b", "../b", "a/..", " a", "a\\b", "", "1/2/3/4/5/6/7/8/9/10/11"]) {
    const answer = await api.call("PUT", "/v1/rules/c5", rule("c5", { folder }));
    expect(answer.body, folder).toMatchObject({ code: "RULE_INVALID", problems: [{ path: "folder" }] });
  }
});

test("a list is searched in names, descriptions and actions, by the kind of trigger, and for problems", async () => {
  await save(rule("d-one", { description: "Reports the LATE ones" }));
  await save(rule("d-two", { triggers: [{ cron: "0 6 * * *", calendar: "not-there" }] }));
  await save(rule("d-three", { triggers: [{ id: "shop", event: "order.paid" }], name: "订单" }));
  await save(rule("d-four", { actions: [{ id: "thank_you", use: "test.fail" }] }));
  expect(await list("text=late")).toEqual(["d-one"]);
  expect(await list(`text=${encodeURIComponent("订单")}`)).toEqual(["d-three"]);
  expect(await list("text=thank_you")).toEqual(["d-four"]);
  expect(await list("text=TEST.FAIL")).toEqual(["d-four"]);
  expect(await list("text=d-&trigger=cron")).toEqual(["d-two"]);
  expect(await list("text=d-&trigger=event")).toEqual(["d-three"]);
  expect(await list("text=d-&trigger=none")).toEqual(["d-four", "d-one"]);
  expect(await list("problems=true")).toEqual(["d-two"]);
  expect(await list("problems=true&text=one")).toEqual([]);
});

test("rules with problems are found page by page as well", async () => {
  for (const n of [1, 2, 3]) await save(rule(`e${n}`, { triggers: [{ cron: "0 6 * * *", calendar: "gone" }] }));
  await save(rule("e4"));
  const first = (await api.call("GET", "/v1/rules?problems=true&text=e&limit=2&sort=-rule")).body;
  expect(first.items.map(({ rule: name }: { rule: string }) => name)).toEqual(["e3", "e2"]);
  const second = await list(`problems=true&text=e&limit=2&sort=-rule&cursor=${first.nextCursor}`);
  expect(second).toEqual(["e1", "d-two"]);
});

test("before a rule is enabled one sees when it fires, what it waits for, what it sends and what hinders it", async () => {
  await save(
    rule("f", {
      triggers: [
        { id: "morning", cron: "0 6 * * *", timezone: "Asia/Shanghai", misfire: { policy: "skip" } },
        { id: "paid", event: "order.paid" },
        { id: "bank", cron: "0 9 * * *", calendar: "bank-days" },
      ],
    }),
  );
  const { body } = await api.call("GET", "/v1/rules/f/enable-preview");
  expect(body).toMatchObject({
    rule: "f",
    status: "disabled",
    version: 1,
    canBeEnabled: false,
    hindrances: [{ path: "triggers[2].calendar" }],
    warnings: [],
    release: null,
    sends: [],
    triggers: [
      {
        trigger: "morning",
        kind: "cron",
        waitsFor: "clock",
        address: null,
        misfire: { policy: "skip", within: "12h" },
        meaning: { zh: expect.any(String), en: expect.any(String) },
      },
      { trigger: "paid", kind: "event", waitsFor: "events", misfire: null },
      { trigger: "bank", waitsFor: "clock", misfire: { policy: "latest" } },
    ],
  });
  expect(body.next.length).toBeGreaterThan(5);
  expect((await api.call("POST", "/v1/rules/f/enable")).body.code).toBe("CALENDAR_NOT_FOUND");
  expect((await api.call("GET", "/v1/rules/none/enable-preview")).status).toBe(404);
});

test("of a webhook the address is shown to which others send", async () => {
  const webhook = { id: "shop", webhook: "token", secret: "${{ secrets.SHOP }}" };
  const answer = await api.call("PUT", "/v1/rules/g", rule("g", { triggers: [webhook] }));
  expect(answer.status, answer.text).toBe(200);
  expect((await api.call("GET", "/v1/rules/g/enable-preview")).body.triggers).toMatchObject([
    { kind: "webhook", waitsFor: "address", address: "/v1/hooks/g/shop" },
  ]);
});
