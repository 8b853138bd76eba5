import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("limits of labels and connections are set, listed, changed and removed, and each change is in the audit trail", async () => {
  const label = { concurrency: 2, note: "ten licences" };
  expect((await api.call("PUT", "/v1/limits/label/db%3Derp", label)).status).toBe(204);
  expect((await api.call("PUT", "/v1/limits/label/db%3Derp", { concurrency: 3 })).status).toBe(204);
  const rate = { limit: 100, per: "1m" };
  expect((await api.call("PUT", "/v1/limits/connection/ERP.example.org%3A443", { rate })).status).toBe(204);
  expect((await api.call("GET", "/v1/limits")).body.items).toMatchObject([
    { kind: "connection", name: "erp.example.org:443", concurrency: null, rate, running: null, waiting: null },
    { kind: "label", name: "db=erp", concurrency: 3, rate: null, note: "", running: 0, waiting: 0 },
  ]);
  expect((await api.call("DELETE", "/v1/limits/label/db%3Derp")).status).toBe(204);
  expect((await api.call("DELETE", "/v1/limits/label/db%3Derp")).status).toBe(404);
  expect((await api.call("DELETE", "/v1/limits/connection/ERP.example.org%3A443")).status).toBe(204);
  const { items } = (await api.call("GET", "/v1/audit")).body as { items: { action: string }[] };
  expect(items.map(({ action }) => action).filter((action) => action.startsWith("limits."))).toEqual([
    "limits.remove",
    "limits.remove",
    "limits.save",
    "limits.save",
    "limits.save",
  ]);
});

test.each([
  ["/v1/limits/label/erp", { concurrency: 1 }, "name"],
  ["/v1/limits/connection/erp.example.org", { rate: { limit: 1, per: "1s" } }, "name"],
  ["/v1/limits/label/db%3Derp", { rate: { limit: 1, per: "1s" } }, "concurrency"],
  ["/v1/limits/connection/erp%3A443", { concurrency: 1 }, "rate"],
  ["/v1/limits/connection/erp%3A443", { rate: { limit: 1, per: "0s" } }, "rate.per"],
  ["/v1/limits/label/db%3Derp", { concurrency: 0 }, "concurrency"],
])("%s with %j is told where it is wrong", async (path, body, at) => {
  const refused = await api.call("PUT", path, body);
  expect([400, 422]).toContain(refused.status);
  expect(JSON.stringify(refused.body)).toContain(at);
});
