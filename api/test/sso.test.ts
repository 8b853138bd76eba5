import { createGuardedFetch } from "@belfry/access";
import { startOidcProvider, type TestOidcProvider } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type Answer, type TestApi } from "./start-test-api.ts";

const publicUrl = "https://belfry.test";
let stack: AsyncDisposableStack;
let provider: TestOidcProvider;
let api: TestApi;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  provider = stack.use(await startOidcProvider(`${publicUrl}/v1/session/oidc/callback`));
  const { issuer, clientId, clientSecret } = provider;
  const fetch = stack.use(createGuardedFetch({ allow: { hosts: [new URL(issuer).host] } }));
  const scopes = ["openid", "profile", "email"];
  const sso = { issuer, clientId, clientSecret, scopes, role: "viewer", publicUrl, fetch };
  api = stack.use(await startTestApi({ sso, publicUrl }));
});
afterAll(() => stack.disposeAsync());

const cookies = ({ headers }: Answer) => headers.getSetCookie();
const valueOf = (cookie: string) => cookie.split(";")[0]!;

async function start(): Promise<{ cookie: string; location: string }> {
  const answer = await api.fetch("GET", "/v1/session/oidc/start");
  expect(answer.status).toBe(303);
  const [cookie = ""] = cookies(answer);
  expect(cookie).toMatch(
    /^belfry_sso=[\w-]{43}; Max-Age=600; Path=\/v1\/session\/oidc; HttpOnly; Secure; SameSite=Lax$/,
  );
  return { cookie: valueOf(cookie), location: answer.headers.get("location")! };
}

// A browser comes back from another site, and says so.
const comeBack = (url: URL, cookie: string) =>
  api.fetch("GET", `${url.pathname}${url.search}`, { headers: { cookie, "sec-fetch-site": "cross-site" } });

test("the login page is told that there is a provider", async () => {
  expect((await api.fetch("GET", "/v1/session/options")).body).toEqual({ singleSignOn: true });
});

test("a browser goes to the provider, comes back, and is signed in with a cookie that only https carries", async () => {
  const { cookie, location } = await start();
  const url = await provider.signIn(location, { sub: "p-1", preferred_username: "liu" });
  const answer = await comeBack(url, cookie);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/");
  const session = cookies(answer).find((line) => line.startsWith("__Host-belfry_session"))!;
  expect(session).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  expect(cookies(answer).find((line) => line.startsWith("belfry_sso="))).toMatch(/Max-Age=0/);
  const me = await api.fetch("GET", "/v1/session", { headers: { cookie: valueOf(session) } });
  expect(me.body).toMatchObject({ name: "liu", role: "viewer", pending: null });
});

test.each([
  [
    "comes back a second time",
    async (url: URL, cookie: string) => comeBack(url, cookie).then(() => comeBack(url, cookie)),
  ],
  ["has no cookie", (url: URL) => comeBack(url, "")],
  [
    "brings another state",
    (url: URL, cookie: string) => {
      url.searchParams.set("state", "forged");
      return comeBack(url, cookie);
    },
  ],
])("a browser that %s finds itself on the login page, with a code and without a session", async (_what, attempt) => {
  const { cookie, location } = await start();
  const answer = await attempt(await provider.signIn(location, { sub: "p-1" }), cookie);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/login?sso=SSO_FAILED");
  expect(cookies(answer).filter((line) => line.includes("belfry_session"))).toEqual([]);
});

test("a disabled person finds themself on the login page", async () => {
  await api.call("PATCH", "/v1/users/liu", { enabled: false });
  const { cookie, location } = await start();
  const answer = await comeBack(await provider.signIn(location, { sub: "p-1" }), cookie);
  expect(answer.headers.get("location")).toBe("/login?sso=SSO_UNKNOWN_PERSON");
});

test("parameters that are no texts, or longer than any provider writes, are refused", async () => {
  for (const query of ["code=a&code=b", `code=${"a".repeat(9_000)}`]) {
    expect(await api.fetch("GET", `/v1/session/oidc/callback?${query}`)).toMatchObject({ status: 400 });
  }
});
