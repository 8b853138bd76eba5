import { request } from "node:http";
import { errorCatalog } from "@belfry/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.test.rule({ rule: "echo", actions: [{ use: "test.echo" }] });
});
afterAll(() => api[Symbol.asyncDispose]());

const bearer = () => ({ authorization: `Bearer ${api.token}` });
const check = (body: string, contentType: string) =>
  api.fetch("POST", "/v1/rules/check", { body, headers: { ...bearer(), "content-type": contentType } });

test.each(["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])(
  "a body of %s is read",
  async (contentType) => {
    expect((await check("{}", contentType)).status).toBe(200);
  },
);

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=gbk",
  "application/merge-patch+json",
  "application/jsonp",
])("a body of %s is refused", async (contentType) => {
  expect(await check("{}", contentType)).toMatchObject({ status: 415, body: { code: "MEDIA_TYPE_UNSUPPORTED" } });
});

test.each([
  ["a key twice", '{"a":1,"a":2}'],
  ["a key that changes the prototype", '{"a":{"__proto__":1}}'],
  ["a thousand levels", "[".repeat(1_000) + "]".repeat(1_000)],
  ["half a million levels", "[".repeat(500_000)],
  ["a NUL", '{"a":"\\u0000"}'],
  ["half of a character", '{"a":"\\ud83d"}'],
])("a body with %s is refused", async (_what, body) => {
  expect(await check(body, "application/json")).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
});

test("what an address does not take is refused and not ignored", async () => {
  const stray = await api.call("GET", "/v1/secrets?nmae=A");
  expect(stray).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
  expect(stray.text).toContain("nmae");
  expect((await api.call("GET", "/v1/rules?__proto__=1")).status).toBe(400);
  expect((await api.call("POST", "/v1/rules/echo/disable", { status: "enabled" })).status).toBe(400);
  expect((await api.call("POST", "/v1/rules/echo/disable", {})).status).toBe(200);
});

test.each([
  ["PUT", "/v1/rules", "GET, HEAD"],
  ["PATCH", "/v1/rules/echo", "DELETE, GET, HEAD, PUT"],
  ["OPTIONS", "/v1/rules/echo/trigger", "POST"],
  ["GET", "/v1/rules/echo/trigger", "POST"],
  ["PATCH", "/v1/executions/1", "GET, HEAD"],
])("%s %s is answered with the methods it has", async (method, path, allow) => {
  const answer = await api.fetch(method, path, { headers: bearer() });
  expect(answer).toMatchObject({ status: 405, body: { code: "METHOD_NOT_ALLOWED" } });
  expect(answer.headers.get("allow")).toBe(allow);
  // Nobody learns without credentials which addresses there are.
  const unknown = await api.fetch(method, path);
  expect(unknown.status).toBe(401);
  expect(unknown.headers.get("allow")).toBeNull();
});

test("HEAD answers like GET, without a body", async () => {
  const answer = await api.fetch("HEAD", "/v1/rules/echo", { headers: bearer() });
  expect(answer.status).toBe(200);
  expect(answer.text).toBe("");
  expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(100);
});

const idOf = async (id: string) =>
  (await api.fetch("GET", "/v1/rules", { headers: { "x-request-id": id } })).headers.get("x-request-id");

test("a well-formed request id of a proxy is kept, any other is replaced", async () => {
  expect(await idOf("01J9Z3-proxy.7f_3")).toBe("01J9Z3-proxy.7f_3");
  for (const id of ["short", "a b c d e f g", "<script>alert(1)</script>", "x".repeat(129), "ééééééééé"]) {
    expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("every error code has a page, without credentials and without anything from elsewhere", async () => {
  for (const [code, { message, remedy }] of Object.entries(errorCatalog)) {
    const page = await api.fetch("GET", `/docs/errors/${code}`);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const text = page.text.replaceAll("&lt;", "<").replaceAll("&amp;", "&");
    expect(text).toContain(`<h1>${code}</h1>`);
    expect(text).toContain(message);
    expect(text).toContain(remedy);
    expect(page.text).not.toMatch(/<script|<link|<img|src=|https?:/);
  }
  const problem = await api.fetch("GET", "/v1/rules");
  expect((await api.fetch("GET", problem.body.type as string)).text).toContain("NOT_AUTHENTICATED");
});

test.each(["NOTHING", "__proto__", "toString", "<script>", "..%2f..%2fetc"])(
  "/docs/errors/%s is no page",
  async (code) => {
    expect((await api.fetch("GET", `/docs/errors/${code}`)).status).toBe(404);
  },
);

test("headers beyond the limit are a problem document too", async () => {
  const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(`${api.url}/v1/rules`, { headers: { "x-long": "a".repeat(20_000) } }, (incoming) => {
      let text = "";
      incoming.on("data", (data: Buffer) => (text += data.toString()));
      incoming.once("end", () => resolve({ status: incoming.statusCode, text }));
    });
    sent.once("error", reject);
    sent.end();
  });
  expect(answer.status).toBe(431);
  expect(JSON.parse(answer.text)).toMatchObject({ code: "HEADERS_TOO_LARGE", type: "/docs/errors/HEADERS_TOO_LARGE" });
});

test("every date is RFC 3339 with its zone", async () => {
  await api.call("POST", "/v1/rules/echo/trigger", {});
  const dates = [/At$/, /^(?:from|to|until)$/];
  const seen: string[] = [];
  const look = (value: unknown, key: string) => {
    if (typeof value === "string" && dates.some((name) => name.test(key))) {
      seen.push(key);
      expect(value, key).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) look(inner, name);
    }
  };
  for (const path of ["/v1/rules", "/v1/executions", "/v1/audit", "/v1/users", "/v1/session/options"]) {
    look((await api.call("GET", path)).body, "");
  }
  expect(new Set(seen)).toEqual(new Set(["createdAt", "updatedAt"]));
});

test("the reference of the API is served from here, with a policy that lets nothing else in", async () => {
  const pages = ["/docs/api/", "/docs/api/static/swagger-initializer.js"];
  for (const path of pages) {
    const page = await api.fetch("GET", path, { headers: bearer() });
    expect(page.status, path).toBe(200);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy.replace("style-src 'self' 'unsafe-inline'", "")).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    // Whatever it loads lies beside it; a script in the page itself would not run.
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>[^<]/);
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  }
  const html = (await api.fetch("GET", "/docs/api/", { headers: bearer() })).text;
  for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const { pathname } = new URL(file!, `${api.url}/docs/api/`);
    expect((await api.fetch("GET", pathname, { headers: bearer() })).status, pathname).toBe(200);
  }
});
