import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("a person parks everything for a connection, sees it, lets it go again, and all of it is written down", async () => {
  await api.call("PUT", "/v1/connections/erp", { address: "ERP.example.org:443", purpose: "The ERP." });
  expect((await api.call("GET", "/v1/breakers")).body).toEqual({ items: [], nextCursor: null });
  const opened = await api.call("POST", "/v1/breakers/open", {
    connection: "ERP.example.org:443",
    reason: "The ERP is being updated.",
  });
  expect(opened).toMatchObject({
    status: 200,
    body: {
      connection: "erp.example.org:443",
      name: "erp",
      state: "open",
      reason: "The ERP is being updated.",
      parked: 0,
      probeAt: null,
    },
  });
  expect((await api.call("GET", "/v1/breakers")).body.items).toEqual([opened.body]);
  const closed = await api.call("POST", "/v1/breakers/close", { connection: "erp.example.org:443" });
  expect(closed).toMatchObject({ status: 200, body: { state: "closed", openedBy: null } });
  expect(await api.call("POST", "/v1/breakers/close", { connection: "erp.example.org:443" })).toMatchObject({
    status: 409,
    body: { code: "BREAKER_NOT_OPEN" },
  });
  const { items } = (await api.call("GET", "/v1/audit?limit=10")).body as {
    items: { action: string; detail: unknown }[];
  };
  expect(items.map(({ action }) => action).filter((action) => action.startsWith("breakers."))).toEqual([
    "breakers.close",
    "breakers.open",
  ]);
});

test.each([
  [{ connection: "erp.example.org", reason: "no port" }],
  [{ connection: "https://erp.example.org:443", reason: "an address" }],
  [{ connection: "erp.example.org:443" }],
  [{ connection: "erp.example.org:443", reason: " " }],
  [{ connection: "erp.example.org:443", reason: "long ago", until: "2020-01-01T00:00:00Z" }],
])("%j is refused", async (body) => {
  expect((await api.call("POST", "/v1/breakers/open", body)).status).toBe(400);
});

test("the list has pages", async () => {
  for (const port of [1, 2, 3]) {
    await api.call("POST", "/v1/breakers/open", { connection: `a-page.example:${port}`, reason: "pages" });
  }
  const first = (await api.call("GET", "/v1/breakers?limit=2")).body;
  const second = (await api.call("GET", `/v1/breakers?limit=2&cursor=${first.nextCursor as string}`)).body;
  expect(first.items).toHaveLength(2);
  expect([...first.items, ...second.items].map(({ connection }: { connection: string }) => connection)).toEqual([
    "a-page.example:1",
    "a-page.example:2",
    "a-page.example:3",
    "erp.example.org:443",
  ]);
});
