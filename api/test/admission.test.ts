import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
let operations: { method: string; path: string; permission: string }[];

beforeAll(async () => {
  api = await startTestApi();
  const { body } = await api.call("GET", "/openapi.json");
  operations = Object.entries(body.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, "1"),
        permission: operation["x-permission"] as string,
      })),
  );
});
afterAll(() => api[Symbol.asyncDispose]());

const signIn = (options: { headers?: Record<string, string>; password?: string } = {}) =>
  api.fetch("POST", "/v1/session", {
    body: { name: api.login.name, password: options.password ?? api.login.password },
    ...(options.headers !== undefined && { headers: options.headers }),
  });
const cookieOf = (headers: Headers) => headers.get("set-cookie")!.split(";")[0]!;

test("only the ways in and the health routes are open to anyone", () => {
  const open = operations
    .filter(({ permission }) => permission === "anyone")
    .map(({ method, path }) => `${method} ${path}`);
  // A webhook brings a signature instead of credentials, a receipt of a provider and a recipient who leaves a list a token
  // in the address; a wrong one is refused there.
  expect(open).toEqual([
    "GET /health",
    "GET /health/ready",
    "GET /v1/session/options",
    "POST /v1/session",
    "POST /v1/session/second-factor/login",
    "GET /v1/session/oidc/start",
    "GET /v1/session/oidc/callback",
    "POST /v1/auth/token",
    "POST /v1/unsubscribe/1",
    "POST /v1/hooks/1/1",
    "POST /v1/receipts/1/1/1",
    "GET /v1/receipts/1/1/1",
  ]);
  expect(operations.length).toBeGreaterThan(40);
});

test("every other route answers 401 without credentials, with a wrong token and with a wrong cookie", async () => {
  const wrong: Record<string, string>[] = [
    {},
    { authorization: "Bearer bfy_wrong" },
    { authorization: "Basic YTpi" },
    { cookie: `belfry_session_${new URL(api.url).port}=wrong` },
    { authorization: `Bearer bfk_aaaaaaaa.bfs_${"a".repeat(43)}` },
  ];
  for (const { method, path, permission } of operations) {
    if (permission === "anyone") continue;
    for (const headers of wrong) {
      const answer = await api.fetch(method, path, { headers });
      expect({ method, path, headers, status: answer.status, code: answer.body?.code as string }).toEqual({
        method,
        path,
        headers,
        status: 401,
        code: "NOT_AUTHENTICATED",
      });
    }
  }
});

test.each([
  "/openapi.json",
  "/docs/api",
  "/docs/api/",
  "/docs/api/static/index.html",
  "/docs/api/json",
  "/v1/no-such-thing",
  "/no-such-thing",
  "/",
])("%s tells nothing without credentials", async (path) => {
  expect(await api.fetch("GET", path)).toMatchObject({ status: 401, body: { code: "NOT_AUTHENTICATED" } });
});

test("a route's permission is asked for", async () => {
  await api.test.database.store.pool.query("update belfry.api_tokens set permissions = '{}'");
  try {
    // A token without any permission may do nothing at all.
    expect((await api.call("GET", "/v1/rules")).status).toBe(403);
  } finally {
    await api.test.database.store.pool.query("update belfry.api_tokens set permissions = null");
  }
});

test("a login sets a cookie that scripts cannot read and that lets the browser in", async () => {
  const answer = await signIn();
  expect(answer).toMatchObject({ status: 200, body: { kind: "person", name: "admin", role: "administrator" } });
  expect(answer.body.permissions).toContain("rules:write");
  expect(answer.headers.get("set-cookie")).toMatch(
    /^belfry_session_\d+=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const me = await api.fetch("GET", "/v1/session", { headers: { cookie: cookieOf(answer.headers) } });
  expect(me).toMatchObject({ status: 200, body: { name: "admin" } });
});

test("behind https the cookie never travels unencrypted", async () => {
  const host = new URL(api.url).host;
  const answer = await signIn({ headers: { origin: `https://${host}` } });
  expect(answer.headers.get("set-cookie")).toMatch(/; Secure(;|$)/);
});

test("a logout ends the session and clears the cookie", async () => {
  const headers = { cookie: cookieOf((await signIn()).headers), origin: api.url };
  const answer = await api.fetch("DELETE", "/v1/session", { headers });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("set-cookie")).toMatch(/^belfry_session_\d+=;/);
  expect((await api.fetch("GET", "/v1/session", { headers })).status).toBe(401);
});

test("a cookie changes something only from a page of the same origin", async () => {
  const cookie = cookieOf((await signIn()).headers);
  const attempt = (headers: Record<string, string>) =>
    api.fetch("PATCH", "/v1/variables", { body: { values: { forged: 1 } }, headers: { cookie, ...headers } });
  for (const headers of [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site", origin: api.url },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
  ]) {
    expect(await attempt(headers as Record<string, string>)).toMatchObject({
      status: 403,
      body: { code: "ORIGIN_REFUSED" },
    });
  }
  expect((await api.call("GET", "/v1/variables")).body.items).toEqual([]);
  expect((await attempt({ origin: api.url })).status).toBe(204);
  expect((await attempt({ "sec-fetch-site": "same-origin", origin: "https://belfry.example" })).status).toBe(204);
});

test("another site cannot sign a browser in", async () => {
  expect(await signIn({ headers: { origin: "https://evil.example" } })).toMatchObject({
    status: 403,
    body: { code: "ORIGIN_REFUSED" },
  });
});

test("a password is changed with the current one, and the session goes on", async () => {
  const headers = { cookie: cookieOf((await signIn()).headers), origin: api.url };
  const change = (currentPassword: string, newPassword: string) =>
    api.fetch("PUT", "/v1/session/password", { body: { currentPassword, newPassword }, headers });
  expect(await change("wrong", "a much better one")).toMatchObject({
    status: 400,
    body: { problems: [{ path: "currentPassword" }] },
  });
  expect((await change(api.login.password, "a much better one")).status).toBe(204);
  expect((await api.fetch("GET", "/v1/session", { headers })).status).toBe(200);
  expect((await signIn()).status).toBe(401);
  expect((await change("a much better one", api.login.password)).status).toBe(204);
});

test("a token has no password to change", async () => {
  const body = { currentPassword: "x", newPassword: "a much better one" };
  expect(await api.call("PUT", "/v1/session/password", body)).toMatchObject({
    status: 403,
    body: { code: "PERMISSION_DENIED" },
  });
});

test("guessing is slowed down, and the answer says for how long", async () => {
  const body = { name: "somebody", password: "wrong" };
  const guess = () => api.fetch("POST", "/v1/session", { body });
  for (let attempt = 0; attempt < 5; attempt += 1) expect((await guess()).body.code).toBe("LOGIN_FAILED");
  const refused = await guess();
  expect(refused).toMatchObject({ status: 429, body: { code: "TOO_MANY_ATTEMPTS" } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  // Somebody else at the same address is not kept out.
  expect((await signIn()).status).toBe(200);
});
