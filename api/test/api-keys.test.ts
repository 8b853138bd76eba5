import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Made {
  readonly id: string;
  readonly secret: string;
}

async function create(draft: Record<string, unknown> & { name: string }): Promise<Made> {
  const { status, body } = await api.call("POST", "/v1/keys", { permissions: ["rules:read"], ...draft });
  expect(status).toBe(200);
  return { id: body.key.id as string, secret: body.secret as string };
}

const withBearer = (bearer: string) => (method: string, path: string) =>
  api.fetch(method, path, { headers: { authorization: `Bearer ${bearer}` } });
const exchange = (api_key: string, api_secret: string) =>
  api.fetch("POST", "/v1/auth/token", { body: { api_key, api_secret } });

test("a key lets a program do what it was made for, and nothing else", async () => {
  const { id, secret } = await create({ name: "reader", note: "nightly" });
  const request = withBearer(`${id}.${secret}`);
  expect((await request("GET", "/v1/rules")).status).toBe(200);
  expect(await request("GET", "/v1/users")).toMatchObject({ status: 403, body: { code: "PERMISSION_DENIED" } });
  expect((await request("GET", "/v1/session")).body).toMatchObject({ kind: "key", name: `reader (${id})`, role: null });
});

test("a key and its secret are exchanged for a token as a program of the old system expects it", async () => {
  const { id, secret } = await create({ name: "old program" });
  const { status, body } = await exchange(id, secret);
  expect(status).toBe(200);
  expect(body).toEqual({
    access_token: expect.stringMatching(/^bft_[\w-]{43}$/) as string,
    token_type: "bearer",
    expires_in: 3_600,
  });
  expect((await withBearer(body.access_token as string)("GET", "/v1/rules")).status).toBe(200);
});

test("a revoked key, and the token it was exchanged for, are refused by the next request", async () => {
  const { id, secret } = await create({ name: "short-lived" });
  const { body } = await exchange(id, secret);
  const bearers = [`${id}.${secret}`, body.access_token as string];
  for (const bearer of bearers) expect((await withBearer(bearer)("GET", "/v1/rules")).status).toBe(200);
  expect((await api.call("DELETE", `/v1/keys/${id}`)).status).toBe(204);
  for (const bearer of bearers) expect((await withBearer(bearer)("GET", "/v1/rules")).status).toBe(401);
});

test("guessing at a secret is slowed down, other programs at the same address are not", async () => {
  const { id, secret } = await create({ name: "guessed at" });
  const wrong = `bfs_${"a".repeat(43)}`;
  for (let time = 0; time < 5; time += 1) {
    expect(await exchange(id, wrong)).toMatchObject({ status: 401, body: { code: "LOGIN_FAILED" } });
  }
  const refused = await exchange(id, secret);
  expect(refused).toMatchObject({ status: 429, body: { code: "TOO_MANY_ATTEMPTS" } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const other = await create({ name: "bystander" });
  expect((await exchange(other.id, other.secret)).status).toBe(200);
  // The key itself is not slowed down: nobody guesses 256 bits, and a stranger must not stop a program.
  expect((await withBearer(`${id}.${secret}`)("GET", "/v1/rules")).status).toBe(200);
});

test("a rotation gives a new secret and says until when the old one is good", async () => {
  const { id, secret } = await create({ name: "rotated" });
  const { body } = await api.call("POST", `/v1/keys/${id}/rotate`, { overlapSeconds: 60 });
  expect(body.key.previousSecretUntil).toEqual(expect.any(String));
  for (const known of [secret, body.secret as string]) {
    expect((await withBearer(`${id}.${known}`)("GET", "/v1/rules")).status).toBe(200);
  }
  await api.test.database.clock.advance(60_000);
  expect((await withBearer(`${id}.${secret}`)("GET", "/v1/rules")).status).toBe(401);
  const ended = await api.call("POST", `/v1/keys/${id}/rotate`, {});
  expect(ended.status).toBe(200);
});

test("a restricted key is kept out of what belongs to the whole installation", async () => {
  const scope = { labels: { team: ["a"] }, inputs: {} };
  const { id, secret } = await create({ name: "department", permissions: ["users:read", "rules:read"], scope });
  const request = withBearer(`${id}.${secret}`);
  expect((await request("GET", "/v1/users")).status).toBe(403);
  expect((await request("GET", "/v1/session")).body.scope).toEqual(scope);
});

test("lists and answers never show a secret again", async () => {
  const { id, secret } = await create({ name: "hidden" });
  const list = await api.call("GET", "/v1/keys?revoked=true");
  expect(list.body.items.map((key: { id: string }) => key.id)).toContain(id);
  expect(list.text).not.toContain(secret);
  expect(list.text).not.toMatch(/hash|bfs_/);
});

test.each([
  ["a permission that nobody knows", { permissions: ["rules:read", "moon:land"] }],
  ["no permission", { permissions: [] }],
  ["no name", { name: " " }],
  ["a limit of nothing", { requestsPerMinute: 0 }],
  ["a time without a zone", { expiresAt: "2026-01-01T00:00:00" }],
])("a key with %s is refused", async (_what, draft) => {
  const answer = await api.call("POST", "/v1/keys", { name: "refused", permissions: ["rules:read"], ...draft });
  expect(answer).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
});

test("a role with a permission that nobody knows is refused, and one with known ones is kept", async () => {
  const put = (permissions: string[]) => api.call("PUT", "/v1/roles/night", { permissions });
  expect(await put(["moon:land"])).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
  expect(await put(["rules:read"])).toMatchObject({ status: 200, body: { name: "night", builtin: false, users: 0 } });
  const { body } = await api.call("GET", "/v1/roles");
  expect(body.permissions).toContain("rules:write");
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
    "viewer",
    "operator",
    "editor",
    "administrator",
    "night",
  ]);
  expect((await api.call("DELETE", "/v1/roles/viewer")).body.code).toBe("ROLE_BUILT_IN");
  expect((await api.call("DELETE", "/v1/roles/night")).status).toBe(204);
});

test.each(["a@b", "", "-x", "a b", "x".repeat(64), "a\u0000b", "<b>"])("nobody is called %j", async (name) => {
  const answer = await api.call("POST", "/v1/users", { name, role: "viewer" });
  expect(answer).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
});

test("the audit trail names the key that was exchanged", async () => {
  const { id, secret } = await create({ name: "named" });
  await exchange(id, secret);
  const { body } = await api.call("GET", "/v1/audit?action=keys.exchange&limit=1");
  expect(body.items).toMatchObject([{ actor: { kind: "key", name: `named (${id})` }, outcome: "done" }]);
});

test("no secret got into the log of the server", () => {
  expect(api.logged).toEqual([]);
});
