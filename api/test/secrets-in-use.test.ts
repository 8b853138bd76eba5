import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("a secret that rules and accounts name is removed only by force, and they are named", async () => {
  await api.call("PUT", "/v1/secrets/TOKEN", { value: "sesame" });
  const rule = {
    rule: "uses",
    name: "Uses",
    actions: [{ id: "a", use: "test.secret", with: { value: "${{ secrets.TOKEN }}" } }],
  };
  expect((await api.call("PUT", "/v1/rules/uses", rule)).status).toBe(200);
  const account = { config: { loft: "roof", password: { $secret: "TOKEN" } } };
  expect((await api.call("PUT", "/v1/accounts/pigeon/main", account)).status).toBe(200);
  const refused = await api.call("DELETE", "/v1/secrets/TOKEN");
  expect(refused).toMatchObject({ status: 409, body: { code: "SECRET_IN_USE" } });
  expect(refused.body.detail).toContain("the rule uses, the account pigeon main");
  expect((await api.call("DELETE", "/v1/secrets/TOKEN?force=true")).status).toBe(204);
  expect((await api.call("DELETE", "/v1/secrets/TOKEN")).status).toBe(422);
});

test("a secret that nobody names goes at once", async () => {
  await api.call("PUT", "/v1/secrets/LONELY", { value: "sesame" });
  expect((await api.call("DELETE", "/v1/secrets/LONELY")).status).toBe(204);
});

test("connections are saved, listed and removed, and a bad address is told at its field", async () => {
  expect((await api.call("PUT", "/v1/connections/gate", { address: "gate.example:8443" })).status).toBe(200);
  expect((await api.call("GET", "/v1/connections")).body.items).toMatchObject([
    { name: "gate", address: "gate.example:8443", allowLocal: false, purpose: "", createdBy: "command line" },
  ]);
  const refused = await api.call("PUT", "/v1/connections/bad", { address: "169.254.169.254", allowLocal: true });
  expect(refused.body).toMatchObject({ code: "REQUEST_INVALID", problems: [{ path: "address" }] });
  expect((await api.call("DELETE", "/v1/connections/gate")).status).toBe(204);
  expect((await api.call("DELETE", "/v1/connections/gate")).status).toBe(404);
  expect((await api.call("GET", "/v1/security/findings")).body).toEqual({ items: [] });
});
