import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOfApp } from "./code-of-app.ts";
import { startTestApi, type Answer, type TestApi } from "./start-test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const signIn = (name: string, password: string, headers: Record<string, string> = {}) =>
  api.fetch("POST", "/v1/session", { body: { name, password }, headers });
const cookieOf = ({ headers }: Answer) => headers.get("set-cookie")!.split(";")[0]!;

/** Requests of a browser with this cookie, from a page of ours. */
const browser = (cookie: string) => (method: string, path: string, body?: unknown) =>
  api.fetch(method, path, { headers: { cookie, origin: api.url }, ...(body !== undefined && { body }) });

/** Somebody new, with the password they were given. */
async function addPerson(draft: Record<string, unknown> & { name: string }): Promise<string> {
  const { status, body } = await api.call("POST", "/v1/users", { role: "viewer", ...draft });
  expect(status).toBe(200);
  return body.password as string;
}

/** The same, with a password of their own. */
async function addSettled(draft: Record<string, unknown> & { name: string }): Promise<string> {
  const given = await addPerson(draft);
  const newPassword = "chosen by themselves";
  const change = browser(cookieOf(await signIn(draft.name, given)));
  expect((await change("PUT", "/v1/session/password", { currentPassword: given, newPassword })).status).toBe(204);
  return newPassword;
}

test("the login page learns without credentials in which ways people can sign in", async () => {
  expect(await api.fetch("GET", "/v1/session/options")).toMatchObject({ status: 200, body: { singleSignOn: false } });
});

test("with a password that was given only the own session is open, until another one is chosen", async () => {
  const given = await addPerson({ name: "fresh" });
  const login = await signIn("fresh", given);
  expect(login).toMatchObject({ status: 200, body: { pending: "password-change" } });
  const request = browser(cookieOf(login));
  for (const path of ["/v1/rules", "/v1/users", "/v1/settings", "/openapi.json", "/docs/api", "/v1/events"]) {
    expect({ path, ...(await request("GET", path)) }).toMatchObject({
      path,
      status: 403,
      body: { code: "PASSWORD_CHANGE_REQUIRED" },
    });
  }
  expect((await request("GET", "/v1/session")).status).toBe(200);
  const newPassword = "one of my own";
  expect((await request("PUT", "/v1/session/password", { currentPassword: given, newPassword })).status).toBe(204);
  expect((await request("GET", "/v1/rules")).status).toBe(200);
});

test("whoever is to have a second factor sets it up before anything else", async () => {
  const password = await addSettled({ name: "to-be-guarded", secondFactorRequired: true });
  const request = browser(cookieOf(await signIn("to-be-guarded", password)));
  expect(await request("GET", "/v1/rules")).toMatchObject({ status: 403, body: { code: "SECOND_FACTOR_REQUIRED" } });
  const { body } = await request("POST", "/v1/session/second-factor");
  const code = codeOfApp(body.secret as string, await api.test.database.clock.now());
  expect((await request("POST", "/v1/session/second-factor/confirm", { code })).status).toBe(200);
  expect((await request("GET", "/v1/rules")).status).toBe(200);
});

test("an e-mail address signs in as well as the name", async () => {
  const password = await addSettled({ name: "mailer", email: "mailer@example.org" });
  expect(await signIn("Mailer@Example.org", password)).toMatchObject({ status: 200, body: { name: "mailer" } });
});

test("a login gives a new cookie and ends the session of the one that was sent along", async () => {
  const planted = cookieOf(await signIn(api.login.name, api.login.password));
  const password = await addSettled({ name: "victim" });
  const login = await signIn("victim", password, { cookie: planted, origin: api.url });
  expect(cookieOf(login)).not.toBe(planted);
  expect((await browser(planted)("GET", "/v1/session")).status).toBe(401);
  expect((await browser(cookieOf(login))("GET", "/v1/session")).body.name).toBe("victim");
});

test("the cookie has the port in its name, and over https the prefix that ties it to this host", async () => {
  const { host, port } = new URL(api.url);
  const plain = cookieOf(await signIn(api.login.name, api.login.password));
  expect(plain).toMatch(new RegExp(`^belfry_session_${port}=`));
  const secure = await signIn(api.login.name, api.login.password, { origin: `https://${host}` });
  expect(secure.headers.get("set-cookie")).toMatch(
    new RegExp(`^__Host-belfry_session_${port}=[\\w-]{43}; Max-Age=\\d+; Path=/; HttpOnly; Secure; SameSite=Lax$`),
  );
  expect((await browser(cookieOf(secure))("GET", "/v1/session")).status).toBe(200);
  // The cookie of another Belfry on this host, and one that a page of a neighbour host has set, count for nothing.
  const other = plain.replace(port, "1");
  expect((await browser(other)("GET", "/v1/session")).status).toBe(401);
  const both = `${cookieOf(secure)}; ${plain.replace(/=.*/, "=planted")}`;
  expect((await browser(both)("GET", "/v1/session")).status).toBe(200);
});

test("a page of another site changes nothing with the cookie of an administrator", async () => {
  const cookie = cookieOf(await signIn(api.login.name, api.login.password));
  const forged = { cookie, origin: "https://evil.example" };
  const requests: [string, string, unknown?][] = [
    ["POST", "/v1/users", { name: "forged", role: "administrator" }],
    ["POST", "/v1/keys", { name: "forged", permissions: ["rules:read"] }],
    ["PUT", "/v1/roles/forged", { permissions: ["rules:read"] }],
    ["POST", "/v1/users/admin/password"],
    ["POST", "/v1/session/second-factor"],
    ["DELETE", "/v1/session"],
  ];
  for (const [method, path, body] of requests) {
    const answer = await api.fetch(method, path, { headers: forged, ...(body !== undefined && { body }) });
    expect({ method, path, status: answer.status, code: answer.body?.code as string }).toEqual({
      method,
      path,
      status: 403,
      code: "ORIGIN_REFUSED",
    });
  }
  expect((await api.call("GET", "/v1/users/forged")).status).toBe(404);
});

test("with a second factor the password gives a challenge and no cookie, and the code gives the cookie", async () => {
  const password = await addSettled({ name: "double" });
  const own = browser(cookieOf(await signIn("double", password)));
  const { body } = await own("POST", "/v1/session/second-factor");
  const code = async () => codeOfApp(body.secret as string, await api.test.database.clock.now());
  const confirmed = await own("POST", "/v1/session/second-factor/confirm", { code: await code() });
  expect(confirmed.body.recoveryCodes).toHaveLength(10);
  await api.test.database.clock.advance(30_000);

  const first = await signIn("double", password);
  expect(first).toMatchObject({ status: 200, body: { kind: "second-factor" } });
  expect(first.headers.get("set-cookie")).toBeNull();
  const finish = async (challenge: string, typed: string) =>
    api.fetch("POST", "/v1/session/second-factor/login", { body: { challenge, code: typed } });
  const challenge = first.body.challenge as string;
  expect(await finish(challenge, "000000")).toMatchObject({ status: 401, body: { code: "SECOND_FACTOR_INVALID" } });
  const second = await finish(challenge, await code());
  expect(second).toMatchObject({ status: 200, body: { kind: "person", name: "double" } });
  expect((await browser(cookieOf(second))("GET", "/v1/session/second-factor")).body).toEqual({
    state: "on",
    required: false,
    recoveryCodesLeft: 10,
  });
  expect((await api.call("GET", "/v1/users/double")).body.secondFactor).toBe(true);
  expect((await api.call("DELETE", "/v1/users/double/second-factor")).status).toBe(204);
  expect((await signIn("double", password)).body.kind).toBe("person");
});

test("a person sees where they are signed in, and signs out elsewhere", async () => {
  const password = await addSettled({ name: "roamer" });
  const elsewhere = browser(cookieOf(await signIn("roamer", password)));
  const here = browser(cookieOf(await signIn("roamer", password)));
  const { items } = (await here("GET", "/v1/session/all")).body as { items: { id: number; current: boolean }[] };
  expect(items.map(({ current }) => current)).toEqual([true, false, false]);
  expect((await here("DELETE", `/v1/session/all/${items[1]!.id}`)).status).toBe(204);
  expect((await elsewhere("GET", "/v1/session")).status).toBe(401);
  expect((await here("DELETE", `/v1/session/all/${items[1]!.id}`)).body.code).toBe("SESSION_NOT_FOUND");
});

test("ten wrong passwords lock an account for everybody, and the administrator of the machine unlocks it", async () => {
  const password = await addSettled({ name: "locked" });
  for (let time = 0; time < 10; time += 1) {
    // Past the throttle in memory: as from ten places.
    await api.access
      .signIn({ name: "locked", password: "wrong", from: { address: null, requestId: null }, replaces: undefined })
      .catch(() => undefined);
  }
  const refused = await signIn("locked", password);
  expect(refused).toMatchObject({ status: 429, body: { code: "TOO_MANY_ATTEMPTS" } });
  expect(refused.headers.get("retry-after")).toBe("60");
  expect((await api.call("GET", "/v1/users/locked")).body.lockedUntil).not.toBeNull();
  expect((await api.call("POST", "/v1/users/locked/unlock")).status).toBe(204);
  expect((await signIn("locked", password)).status).toBe(200);
});

test("the audit trail names who signed in and out, and what a stranger tried, with address and request", async () => {
  const password = await addSettled({ name: "known" });
  const login = await signIn("known", password);
  const logout = await browser(cookieOf(login))("DELETE", "/v1/session");
  const failed = await signIn("tried", "wrong");
  const { body } = await api.call("GET", "/v1/audit?action=session&limit=3");
  const entries = body.items as Record<string, unknown>[];
  expect(entries.map(({ actor, action, outcome }) => [actor, action, outcome])).toEqual([
    [{ kind: "unknown", name: "tried" }, "session.login", "failed"],
    [{ kind: "person", name: "known" }, "session.logout", "done"],
    [{ kind: "person", name: "known" }, "session.login", "done"],
  ]);
  expect(entries.map(({ requestId }) => requestId)).toEqual(
    [failed, logout, login].map(({ headers }) => headers.get("x-request-id")),
  );
  expect(entries.map(({ address }) => address)).toEqual(Array(3).fill("127.0.0.1"));
});

test("no password, code or token got into the log of the server", () => {
  expect(api.logged).toEqual([]);
});
