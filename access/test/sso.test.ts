import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startOidcProvider, type OidcPerson, type TestOidcProvider } from "@belfry/testkit";
import { createAccess, createGuardedFetch, type Access } from "../src/index.ts";
import { from, startPeople, type People } from "./people.ts";

const publicUrl = "http://belfry.test:4200";
let people: People;
let provider: TestOidcProvider;
let stack: AsyncDisposableStack;
let access: Access;

beforeAll(async () => {
  people = await startPeople();
  provider = await startOidcProvider(`${publicUrl}/v1/session/oidc/callback`);
});
afterAll(async () => {
  await provider[Symbol.asyncDispose]();
  await people[Symbol.asyncDispose]();
});
beforeEach(() => {
  stack = new AsyncDisposableStack();
  access = withProvider({ role: undefined });
});
afterEach(() => stack.disposeAsync());

function withProvider(options: { role: string | undefined; clientSecret?: string; allow?: string[] }): Access {
  const { issuer, clientId, clientSecret } = provider;
  const fetch = stack.use(createGuardedFetch({ allow: { hosts: options.allow ?? [new URL(issuer).host] } }));
  const scopes = ["openid", "profile", "email"];
  const sso = { issuer, clientId, clientSecret: options.clientSecret ?? clientSecret, scopes, publicUrl, fetch };
  return createAccess({ store: people.db.store, key: randomBytes(32), sso: { ...sso, role: options.role } });
}

/** As far as the answer of the provider: what the browser then brings along. */
async function cameBack(person: OidcPerson, by = access) {
  const { location, token } = await by.sso.start();
  const url = await provider.signIn(location, person);
  return { token, query: Object.fromEntries(url.searchParams), from, replaces: undefined };
}

async function signIn(person: OidcPerson, by = access): Promise<string> {
  const login = await by.sso.finish(await cameBack(person, by));
  return (await by.callerOfSession(login.token))!.name;
}

const lastAudit = async () => (await people.audited()).at(-1);

test("without a provider nobody is sent anywhere", async () => {
  expect(people.access.sso.configured).toBe(false);
  await expect(people.access.sso.start()).rejects.toMatchObject({ code: "SSO_NOT_CONFIGURED" });
});

test("somebody who comes for the first time gets an account with the role that is set, and the same one ever after", async () => {
  const open = withProvider({ role: "operator" });
  const person = {
    sub: "u-1",
    preferred_username: "chen",
    name: "陈老师",
    email: "Chen@example.org",
    email_verified: true,
  };
  expect(await signIn(person, open)).toBe("chen");
  expect(await open.users.get("chen")).toMatchObject({
    displayName: "陈老师",
    email: "chen@example.org",
    role: "operator",
    hasPassword: false,
    linked: true,
    enabled: true,
  });
  // Another name and address at the provider: still the same person.
  expect(await signIn({ ...person, preferred_username: "chen-li", email: "new@example.org" }, open)).toBe("chen");
  expect((await people.audited()).filter((line) => line.endsWith(" chen"))).toEqual([
    "session.login done chen",
    "users.create done chen",
    "session.login done chen",
  ]);
});

test("the request asks for a code with PKCE, a state and a nonce, each fresh", async () => {
  const [first, second] = [await access.sso.start(), await access.sso.start()].map(
    ({ location }) => new URL(location).searchParams,
  );
  expect(first?.get("response_type")).toBe("code");
  expect(first?.get("code_challenge_method")).toBe("S256");
  expect(first?.get("redirect_uri")).toBe(`${publicUrl}/v1/session/oidc/callback`);
  for (const name of ["state", "nonce", "code_challenge"]) {
    expect(first?.get(name)).toMatch(/^[\w-]{43}$/);
    expect(first?.get(name)).not.toBe(second?.get(name));
  }
});

test("an unknown person is refused where no role is set", async () => {
  await expect(signIn({ sub: "stranger", preferred_username: "stranger" })).rejects.toMatchObject({
    code: "SSO_UNKNOWN_PERSON",
  });
  expect(await lastAudit()).toBe("session.login failed stranger");
  await expect(access.users.get("stranger")).rejects.toMatchObject({ code: "USER_NOT_FOUND" });
});

test("another state than the one that was sent signs nobody in", async () => {
  const answer = await cameBack({ sub: "u-1" });
  const forged = { ...answer, query: { ...answer.query, state: "forged" } };
  const before = provider.exchanges();
  await expect(access.sso.finish(forged)).rejects.toMatchObject({ code: "SSO_FAILED" });
  expect(provider.exchanges()).toBe(before);
});

test("the answer for one browser signs nobody in from another one, or without a cookie", async () => {
  const [mine, theirs] = [await cameBack({ sub: "u-1" }), await cameBack({ sub: "u-1" })];
  const swapped = { ...mine, query: theirs.query };
  await expect(access.sso.finish(swapped)).rejects.toMatchObject({ code: "SSO_FAILED" });
  await expect(access.sso.finish({ ...theirs, token: undefined })).rejects.toMatchObject({ code: "SSO_FAILED" });
  await expect(access.sso.finish({ ...theirs, token: "made up" })).rejects.toMatchObject({ code: "SSO_FAILED" });
});

test("an answer that was seen before signs nobody in: not with the cookie, and not with a fresh one", async () => {
  const answer = await cameBack({ sub: "u-1" });
  await people.db.store.pool.query(
    `insert into belfry.sso_attempts
     select sha256('again'), state, nonce, code_verifier, expires_at from belfry.sso_attempts where token_hash = sha256($1)`,
    [Buffer.from(answer.token)],
  );
  await expect(access.sso.finish(answer)).resolves.toMatchObject({ kind: "session" });
  await expect(access.sso.finish(answer)).rejects.toMatchObject({ code: "SSO_FAILED" });
  // Even where state, nonce and verifier are right once more, the provider takes its code only once.
  const before = provider.exchanges();
  const replay = access.sso.finish({ ...answer, token: "again" });
  await expect(replay).rejects.toMatchObject({
    code: "SSO_FAILED",
    detail: expect.stringContaining("RESPONSE_BODY") as string,
  });
  expect(provider.exchanges()).toBe(before + 1);
});

test("an id token with another nonce signs nobody in", async () => {
  const answer = await cameBack({ sub: "u-1" });
  await people.db.store.pool.query("update belfry.sso_attempts set nonce = 'of another request'");
  await expect(access.sso.finish(answer)).rejects.toMatchObject({ code: "SSO_FAILED" });
});

test("a code without the verifier that belongs to it signs nobody in", async () => {
  const answer = await cameBack({ sub: "u-1" });
  await people.db.store.pool.query("update belfry.sso_attempts set code_verifier = repeat('a', 43)");
  await expect(access.sso.finish(answer)).rejects.toMatchObject({ code: "SSO_FAILED" });
});

test("whoever does not come back within ten minutes begins again", async () => {
  const answer = await cameBack({ sub: "u-1" });
  await people.db.clock.advance(600_000);
  await expect(access.sso.finish(answer)).rejects.toMatchObject({ code: "SSO_FAILED" });
});

test("somebody who declines at the provider is told so, and not signed in", async () => {
  const { location, token } = await access.sso.start();
  const state = new URL(location).searchParams.get("state")!;
  const query = { error: "access_denied", state, iss: provider.issuer };
  const attempt = access.sso.finish({ token, query, from, replaces: undefined });
  await expect(attempt).rejects.toMatchObject({ code: "SSO_FAILED" });
});

test("a disabled person is refused", async () => {
  const open = withProvider({ role: "viewer" });
  expect(await signIn({ sub: "u-2", preferred_username: "gone" }, open)).toBe("gone");
  await open.users.change(people.root, "gone", { enabled: false });
  await expect(signIn({ sub: "u-2" }, open)).rejects.toMatchObject({ code: "SSO_UNKNOWN_PERSON" });
  expect(await lastAudit()).toContain("session.login failed");
});

test("an account that was there before is linked by its verified address once an administrator allows it, and only then", async () => {
  const open = withProvider({ role: "viewer" });
  const { name } = await people.addPerson({ name: "zhou", email: "zhou@example.org", role: "editor" });
  const person = { sub: "u-3", preferred_username: "zhou", email: "zhou@example.org", email_verified: true };
  await expect(signIn(person, open)).rejects.toMatchObject({ code: "SSO_UNKNOWN_PERSON" });
  await open.users.change(people.root, name, { linkAllowed: true });
  // Somebody who merely says that it is their address becomes somebody else.
  expect(await signIn({ ...person, sub: "u-4", email_verified: false }, open)).toBe("zhou-2");
  expect(await signIn(person, open)).toBe("zhou");
  expect(await open.users.get(name)).toMatchObject({ linked: true, linkAllowed: false, role: "editor" });
  // Whoever gets the address at the provider after them is not them.
  await expect(signIn({ ...person, sub: "u-5" }, open)).rejects.toMatchObject({ code: "SSO_UNKNOWN_PERSON" });
});

test("the name of somebody who is here already is not taken over", async () => {
  const open = withProvider({ role: "viewer" });
  expect(await signIn({ sub: "u-6", preferred_username: "Admin" }, open)).toBe("Admin-2");
});

test("neither a password nor a second factor of Belfry is asked of somebody who comes from the provider", async () => {
  await access.users.change(people.root, "chen", { secondFactorRequired: true });
  const login = await access.sso.finish(await cameBack({ sub: "u-1" }));
  expect((await access.callerOfSession(login.token))?.pending).toBeNull();
});

test("the session that the browser came with ends", async () => {
  const planted = await people.signIn(people.admin.username, people.admin.password);
  await access.sso.finish({ ...(await cameBack({ sub: "u-1" })), replaces: planted.token });
  expect(await access.callerOfSession(planted.token)).toBeUndefined();
});

test("a secret that the provider does not know signs nobody in", async () => {
  const wrong = withProvider({ role: "viewer", clientSecret: "wrong" });
  await expect(signIn({ sub: "u-1" }, wrong)).rejects.toMatchObject({ code: "SSO_FAILED" });
});

test("a provider inside of the network is called only because its host is allowed", async () => {
  const closed = withProvider({ role: undefined, allow: [] });
  await expect(closed.sso.start()).rejects.toMatchObject({ code: "SSO_UNAVAILABLE" });
});

test("a provider that is down is told from a refusal, and asked again by the next one", async () => {
  const answer = await cameBack({ sub: "u-1" });
  await provider.stop();
  await expect(access.sso.finish(answer)).rejects.toMatchObject({ code: "SSO_UNAVAILABLE" });
  await expect(withProvider({ role: undefined }).sso.start()).rejects.toMatchObject({ code: "SSO_UNAVAILABLE" });
});
