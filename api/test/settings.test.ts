import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("variables are set, listed and removed; those that are not named stay", async () => {
  expect((await api.call("PATCH", "/v1/variables", { values: { a: 1, 楼栋: 1 } })).status).toBe(400);
  expect((await api.call("PATCH", "/v1/variables", { values: { a: 1, b: { deep: [null, "文"] } } })).status).toBe(204);
  await api.call("PATCH", "/v1/variables", { values: { a: 2 } });
  expect((await api.call("GET", "/v1/variables")).body.items).toMatchObject([
    { name: "a", value: 2 },
    { name: "b", value: { deep: [null, "文"] } },
  ]);
  expect((await api.call("DELETE", "/v1/variables/a")).status).toBe(204);
  expect((await api.call("DELETE", "/v1/variables/a")).status).toBe(404);
  expect((await api.call("GET", "/v1/variables")).body.items).toHaveLength(1);
});

test("a secret goes in and never comes out", async () => {
  expect((await api.call("PUT", "/v1/secrets/SMTP_PASSWORD", { value: "hunter2" })).status).toBe(204);
  const list = await api.call("GET", "/v1/secrets");
  expect(list.body.items).toMatchObject([{ name: "SMTP_PASSWORD" }]);
  expect(list.text).not.toContain("hunter2");
  expect((await api.call("GET", "/v1/secrets/SMTP_PASSWORD")).status).toBe(405);
  expect((await api.call("DELETE", "/v1/secrets/SMTP_PASSWORD")).status).toBe(204);
  expect((await api.call("DELETE", "/v1/secrets/SMTP_PASSWORD")).body.code).toBe("SECRET_NOT_FOUND");
});

test("a sending account is written, tested and removed; its password is a reference to the vault", async () => {
  const plain = await api.call("PUT", "/v1/accounts/pigeon/main", { config: { loft: "tower", password: "coo" } });
  expect(plain).toMatchObject({
    status: 422,
    body: { code: "CONFIG_INVALID", problems: [{ path: "config.password" }] },
  });
  const config = { loft: "tower", password: { $secret: "PIGEON" } };
  expect((await api.call("PUT", "/v1/accounts/pigeon/main", { config })).body).toEqual({
    channel: "pigeon",
    name: "main",
    config,
    enabled: true,
    priority: 100,
    weight: 1,
    caps: {},
    timeZone: null,
  });
  expect((await api.call("POST", "/v1/accounts/pigeon/main/test")).body.code).toBe("SECRET_NOT_FOUND");
  await api.call("PUT", "/v1/secrets/PIGEON", { value: "coo" });
  expect((await api.call("POST", "/v1/accounts/pigeon/main/test")).body).toEqual({
    steps: [{ step: "fly", ok: true, detail: "tower", text: expect.any(Object) }],
  });
  expect((await api.call("GET", "/v1/accounts?channel=pigeon")).body.items).toHaveLength(1);
  expect((await api.call("GET", "/v1/accounts?channel=email")).body.items).toEqual([]);
  expect((await api.call("DELETE", "/v1/accounts/pigeon/main")).status).toBe(204);
  expect((await api.call("DELETE", "/v1/accounts/pigeon/main")).body.code).toBe("ACCOUNT_NOT_FOUND");
  expect((await api.call("PUT", "/v1/accounts/fax/main", { config: {} })).body.code).toBe("CHANNEL_NOT_FOUND");
});

test("the catalog tells what there is, with the schema of its input", async () => {
  const actions = (await api.call("GET", "/v1/catalog/actions")).body.items as { id: string }[];
  expect(actions.find(({ id }) => id === "test.fail")).toMatchObject({
    displayName: { zh: "test.fail", en: "test.fail" },
    idempotent: true,
    inputSchema: { type: "object", properties: { message: { type: "string", belfry: "text" } } },
  });
  expect((await api.call("GET", "/v1/catalog/channels")).body.items).toMatchObject([
    { id: "pigeon", accountSchema: { required: ["loft", "password"] } },
  ]);
  expect((await api.call("GET", "/v1/catalog/triggers")).body.items).toEqual([]);
});

test("health is answered without credentials, and readiness follows the database", async () => {
  expect(await api.fetch("GET", "/health")).toMatchObject({
    status: 200,
    body: { status: "ok", version: "0.0.0-test" },
  });
  expect(await api.fetch("GET", "/health/ready")).toMatchObject({ status: 200, body: { status: "ready" } });
});
