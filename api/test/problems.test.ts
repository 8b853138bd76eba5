import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const shape = {
  type: expect.stringMatching(/^\/docs\/errors\/[A-Z_]+$/) as string,
  title: expect.any(String) as string,
  status: expect.any(Number) as number,
  code: expect.any(String) as string,
  detail: expect.any(String) as string,
  remedy: expect.any(String) as string,
  problems: expect.any(Array) as unknown[],
  requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
};
const json = { "content-type": "application/json" };

test.each<[string, number, string, () => Promise<Awaited<ReturnType<TestApi["call"]>>>]>([
  ["an unknown address", 404, "NOT_FOUND", () => api.call("GET", "/v1/nothing")],
  ["a method that the address does not have", 405, "METHOD_NOT_ALLOWED", () => api.call("PUT", "/v1/rules", {})],
  ["an unknown rule", 404, "RULE_NOT_FOUND", () => api.call("GET", "/v1/rules/nothing")],
  ["a body that is no JSON", 400, "REQUEST_INVALID", () => api.fetch("POST", "/v1/session", { body: "{nope" })],
  ["an empty body", 400, "REQUEST_INVALID", () => api.fetch("POST", "/v1/session", { headers: json })],
  ["no body at all", 400, "REQUEST_INVALID", () => api.fetch("POST", "/v1/session")],
  [
    "a prototype in the body",
    400,
    "REQUEST_INVALID",
    () => api.fetch("POST", "/v1/session", { body: '{"__proto__":{"a":1}}' }),
  ],
  [
    "a field that nobody asked for",
    400,
    "REQUEST_INVALID",
    () => api.fetch("POST", "/v1/session", { body: { name: "a", password: "b", extra: 1 } }),
  ],
  [
    "a wrong type",
    400,
    "REQUEST_INVALID",
    () => api.fetch("POST", "/v1/session", { body: { name: 1, password: "b" } }),
  ],
  ["an unknown query", 400, "REQUEST_INVALID", () => api.call("GET", "/v1/rules?order=up")],
  ["a limit beyond the largest", 400, "REQUEST_INVALID", () => api.call("GET", "/v1/executions?limit=201")],
  ["an id that is none", 400, "REQUEST_INVALID", () => api.call("GET", "/v1/executions/abc")],
  ["an id that no number holds", 400, "REQUEST_INVALID", () => api.call("GET", "/v1/executions/99999999999999999999")],
  ["a cursor of somebody else", 400, "REQUEST_INVALID", () => api.call("GET", "/v1/executions?cursor=abc")],
  ["a time without a zone", 400, "REQUEST_INVALID", () => api.call("GET", "/v1/executions?from=2026-01-01T00:00:00")],
  ["an address that cannot be decoded", 400, "REQUEST_INVALID", () => api.call("GET", "/v1/rules/%E0%A4%A")],
  ["a NUL character", 400, "REQUEST_INVALID", () => api.call("PUT", "/v1/secrets/A", { value: "a\0b" })],
  [
    "half of a character",
    400,
    "REQUEST_INVALID",
    () => api.call("PATCH", "/v1/variables", { values: { a: { b: "\ud800" } } }),
  ],
  [
    "another content type",
    415,
    "MEDIA_TYPE_UNSUPPORTED",
    () =>
      api.fetch("POST", "/v1/session", {
        body: "name=a",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
  ],
  [
    "a body beyond the limit",
    413,
    "BODY_TOO_LARGE",
    () => api.call("PATCH", "/v1/variables", { values: { a: "x".repeat(1_100_000) } }),
  ],
])("%s is a problem document", async (_what, status, code, request) => {
  const answer = await request();
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(answer.body).toEqual({ ...shape, status, code });
  expect(answer.headers.get("x-request-id")).toBe(answer.body.requestId);
});

test("a problem names the place in the request", async () => {
  const query = await api.call("GET", "/v1/executions?limit=0&state=asleep");
  expect(query.body.problems.map(({ path }: { path: string }) => path)).toEqual(["query.limit", "query.state"]);
  const body = await api.call("PATCH", "/v1/variables", { values: { "not a name": 1 } });
  expect(body.body.problems).toMatchObject([
    { path: "values.not a name", message: expect.stringContaining("begins with a letter") as string },
  ]);
});

test("what goes wrong inside stays inside, and the log knows it under the id of the request", async () => {
  const { pool } = api.test.database.store;
  await pool.query("alter table belfry.variables rename to variables_away");
  try {
    const answer = await api.call("GET", "/v1/variables");
    expect(answer.body).toEqual({ ...shape, status: 500, code: "INTERNAL", detail: "" });
    expect(answer.text).not.toContain("variables");
    expect(api.logged).toEqual([
      {
        message: "a request failed",
        fields: expect.objectContaining({
          requestId: answer.body.requestId as string,
          reason: expect.stringContaining("belfry.variables") as string,
        }) as object,
      },
    ]);
  } finally {
    await pool.query("alter table belfry.variables_away rename to variables");
  }
});

test("every answer forbids browsers to guess, frame and keep it", async () => {
  for (const answer of [
    await api.fetch("GET", "/health"),
    await api.call("GET", "/v1/rules"),
    await api.fetch("GET", "/v1/rules"),
  ]) {
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
});

test("garbage on the wire closes the connection and nothing else", async () => {
  const { port } = new URL(api.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write("GARBAGE\r\n\r\n"));
    let text = "";
    socket.on("data", (data) => (text += data.toString()));
    socket.on("close", () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  expect((await api.fetch("GET", "/health")).status).toBe(200);
});
