import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@belfry/testkit";
import type { Access, FirstLogin } from "../src/index.ts";
import { from, startPeople, type People } from "./people.ts";

const DAY_MS = 86_400_000;
let people: People;
let db: TestDatabase;
let access: Access;
let admin: FirstLogin;

beforeAll(async () => {
  people = await startPeople();
  ({ db, access, admin } = people);
});
afterAll(() => people[Symbol.asyncDispose]());

const signIn = (password = admin.password) => people.signIn(admin.username, password);
const changePassword = (options: { token: string; currentPassword: string; newPassword: string }) =>
  access.changePassword({ ...people.root, ...options });

test("the first start creates one administrator, later starts nobody", async () => {
  expect(admin).toMatchObject({
    username: "admin",
    password: expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/) as string,
  });
  expect(await access.createFirstAdministrator()).toBeUndefined();
});

test("whoever signs in is known by the token of the session until signing out", async () => {
  const { token, caller } = await signIn();
  expect(caller).toMatchObject({ kind: "person", name: "admin", role: "administrator", pending: null });
  await access.signOut(token, from);
  expect(await access.callerOfSession(token)).toBeUndefined();
  await access.signOut(token, from);
  expect((await people.audited()).slice(-2)).toEqual(["session.login done admin", "session.logout done admin"]);
});

test("a wrong password and an unknown name get the same answer", async () => {
  await expect(signIn("wrong")).rejects.toMatchObject({ code: "LOGIN_FAILED", details: {} });
  await expect(people.signIn("nobody", "wrong")).rejects.toMatchObject({ code: "LOGIN_FAILED", details: {} });
  expect((await people.audited()).slice(-2)).toEqual(["session.login failed admin", "session.login failed nobody"]);
});

test("neither the password nor the token stands in the database", async () => {
  const { token } = await signIn();
  const { rows } = await db.store.pool.query(
    "select u::text as u, s::text as s, a::text as a from belfry.users u, belfry.sessions s, belfry.audit_entries a",
  );
  const text = JSON.stringify(rows);
  expect(text).not.toContain(admin.password);
  expect(text).not.toContain(token);
  expect(text).not.toContain(Buffer.from(token).toString("hex"));
  expect(text).toContain("$argon2id$");
});

test("a sign-in makes a new token and ends the one the browser came with, whosever it was", async () => {
  const { name, password } = await people.addPerson({ name: "mallory" });
  const planted = await people.signIn(name, password);
  const login = { name: admin.username, password: admin.password, from, replaces: planted.token };
  const fresh = await access.signIn(login);
  if (fresh.kind !== "session") throw new Error("A code is asked for.");
  expect(fresh.token).not.toBe(planted.token);
  expect(await access.callerOfSession(planted.token)).toBeUndefined();
  expect(await access.callerOfSession(fresh.token)).toMatchObject({ name: "admin" });
});

test("a session ends a week after its last use", async () => {
  const { token } = await signIn();
  await db.clock.advance(6 * DAY_MS);
  expect(await access.callerOfSession(token)).toBeDefined();
  await db.clock.advance(6 * DAY_MS);
  expect(await access.callerOfSession(token)).toBeDefined();
  await db.clock.advance(7 * DAY_MS);
  expect(await access.callerOfSession(token)).toBeUndefined();
});

test("a session ends thirty days after its beginning, however much it is used", async () => {
  const { token } = await signIn();
  for (let day = 5; day < 30; day += 5) {
    await db.clock.advance(5 * DAY_MS);
    expect(await access.callerOfSession(token)).toBeDefined();
  }
  await db.clock.advance(5 * DAY_MS);
  expect(await access.callerOfSession(token)).toBeUndefined();
});

test("a person sees where they are signed in, and signs out at another place", async () => {
  const { name, password } = await people.addPerson({ name: "traveller" });
  const here = await people.signIn(name, password);
  const elsewhere = await people.signIn(name, password);
  const listed = await access.ownSessions(here.caller, here.token);
  expect(listed.map(({ current, address, method }) => ({ current, address, method }))).toEqual([
    { current: false, address: from.address, method: "password" },
    { current: true, address: from.address, method: "password" },
  ]);
  const actor = { kind: "person", name, ...from } as const;
  await access.endOwnSession({ caller: here.caller, actor, id: listed[0]!.id });
  expect(await access.callerOfSession(elsewhere.token)).toBeUndefined();
  expect(await access.callerOfSession(here.token)).toBeDefined();
  await signIn();
  const foreign = (await access.ownSessions(people.root.caller, undefined))[0]!;
  const attempt = access.endOwnSession({ caller: here.caller, actor, id: foreign.id });
  await expect(attempt).rejects.toMatchObject({ code: "SESSION_NOT_FOUND" });
});

test("a new password ends the other sessions and the old password", async () => {
  const here = await signIn();
  const elsewhere = await signIn();
  const newPassword = "a much better one";
  await changePassword({ currentPassword: admin.password, newPassword, token: here.token });
  expect(await access.callerOfSession(here.token)).toBeDefined();
  expect(await access.callerOfSession(elsewhere.token)).toBeUndefined();
  await expect(signIn()).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  admin = { ...admin, password: newPassword };
  await expect(signIn()).resolves.toBeDefined();
});

test.each([
  ["the current one is wrong", "wrong", "another good one", "currentPassword"],
  ["the new one is short", undefined, "short", "newPassword"],
  ["the new one contains the name", undefined, "admin-admin-admin", "newPassword"],
  ["the new one is the old one", undefined, undefined, "newPassword"],
])("a password is not changed when %s", async (_why, current, next, path) => {
  const { token } = await signIn();
  const passwords = { currentPassword: current ?? admin.password, newPassword: next ?? admin.password };
  const change = changePassword({ ...passwords, token });
  await expect(change).rejects.toMatchObject({ code: "REQUEST_INVALID", problems: [{ path }] });
  await expect(signIn()).resolves.toBeDefined();
});

test("a disabled person is out at once", async () => {
  const { token } = await signIn();
  await db.store.pool.query("update belfry.users set enabled = false");
  expect(await access.callerOfSession(token)).toBeUndefined();
  await expect(signIn()).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  await db.store.pool.query("update belfry.users set enabled = true");
});
