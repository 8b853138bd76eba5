import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const morning = {
  rule: "morning",
  name: "早报",
  triggers: [{ cron: "0 6 * * *", timezone: "Asia/Shanghai" }],
  actions: [{ use: "test.echo", with: { value: 1 } }],
};
// The engine of these tests has no cron trigger; rules that need none are started by hand.
const byHand = { rule: "by-hand", name: "手动", actions: [{ use: "test.echo", with: { value: 1 } }] };

test("a rule is saved, listed, enabled, disabled and archived", async () => {
  const saved = await api.call("PUT", "/v1/rules/by-hand", byHand);
  expect(saved).toMatchObject({
    status: 200,
    body: { outcome: "created", rule: { rule: "by-hand", status: "disabled", version: 1, author: "command line" } },
  });
  expect((await api.call("PUT", "/v1/rules/by-hand", byHand)).body).toMatchObject({
    outcome: "unchanged",
    rule: { version: 1 },
  });
  expect((await api.call("POST", "/v1/rules/by-hand/enable")).body).toMatchObject({ status: "enabled" });
  expect((await api.call("POST", "/v1/rules/by-hand/disable")).body).toMatchObject({ status: "disabled" });
  expect((await api.call("GET", "/v1/rules")).body.items).toMatchObject([{ rule: "by-hand" }]);
  await api.call("POST", "/v1/rules/by-hand/archive");
  expect((await api.call("GET", "/v1/rules")).body.items).toEqual([]);
  expect((await api.call("GET", "/v1/rules?archived=true")).body.items).toMatchObject([
    { rule: "by-hand", status: "archived" },
  ]);
});

test("dates are RFC 3339 in UTC", async () => {
  await api.call("PUT", "/v1/rules/dated", { ...byHand, rule: "dated" });
  expect((await api.call("GET", "/v1/rules/dated")).body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("an invalid rule is refused with every problem, and nothing of it is saved", async () => {
  const answer = await api.call("PUT", "/v1/rules/broken", {
    rule: "broken",
    name: "",
    actions: [{ use: "no.such" }],
    extra: 1,
  });
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ code: "RULE_INVALID", status: 422, type: "/docs/errors/RULE_INVALID" });
  expect(answer.body.problems.length).toBeGreaterThan(0);
  for (const problem of answer.body.problems) {
    expect(problem).toMatchObject({
      path: expect.any(String),
      message: expect.any(String),
      remedy: expect.any(String),
    });
  }
  expect((await api.call("GET", "/v1/rules/broken")).body).toMatchObject({ status: 404, code: "RULE_NOT_FOUND" });
});

test("a check says the same and saves nothing", async () => {
  const { body } = await api.call("POST", "/v1/rules/check", { ...morning, actions: [{ use: "no.such" }] });
  expect(body.problems).toContainEqual(expect.objectContaining({ path: "actions[0].use" }));
  expect((await api.call("POST", "/v1/rules/check", byHand)).body).toEqual({ problems: [] });
});

test("a rule that calls itself something else than its address is refused", async () => {
  const answer = await api.call("PUT", "/v1/rules/other-name", byHand);
  expect(answer.body).toMatchObject({ code: "RULE_INVALID", problems: [{ path: "rule" }] });
});

test("a rule started by hand gives an execution; the same key starts it once", async () => {
  await api.call("PUT", "/v1/rules/by-hand-2", { ...byHand, rule: "by-hand-2" });
  await api.call("POST", "/v1/rules/by-hand-2/enable");
  const token = (await api.call("GET", "/v1/session")).body.name;
  expect(token).toBe("command line");
  const first = await api.call("POST", "/v1/rules/by-hand-2/trigger", {});
  expect(first.body).toMatchObject({ fate: "fired", executionId: expect.any(Number) });
  const { body } = await api.call("GET", `/v1/executions/${first.body.executionId}`);
  expect(body).toMatchObject({ rule: "by-hand-2", state: "pending", trigger: { kind: "manual", by: "command line" } });
});

test("slots, fire times and the reconciliation can be asked for", async () => {
  await api.call("PUT", "/v1/rules/no-trigger", { ...byHand, rule: "no-trigger" });
  expect((await api.call("GET", "/v1/rules/no-trigger/next?count=3")).body).toEqual({ items: [] });
  expect((await api.call("GET", "/v1/rules/no-trigger/slots")).body).toEqual({ items: [] });
  expect((await api.call("GET", "/v1/rules/no-trigger/reconciliation")).body).toMatchObject({
    due: 0,
    planned: 0,
    balanced: true,
  });
  const backwards = await api.call(
    "GET",
    "/v1/rules/no-trigger/slots?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z",
  );
  expect(backwards).toMatchObject({ status: 400, body: { problems: [{ path: "query.from" }] } });
});
