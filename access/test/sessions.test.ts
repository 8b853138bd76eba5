import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { createAccess, type Access, type FirstLogin } from "../src/index.ts";

const DAY_MS = 86_400_000;
let db: TestDatabase;
let access: Access;
let admin: FirstLogin;

beforeAll(async () => {
  db = await createTestDatabase();
  access = createAccess({ store: db.store });
  admin = (await access.createFirstAdministrator())!;
});
afterAll(() => db[Symbol.asyncDispose]());

const signIn = (password = admin.password) => access.signIn({ name: admin.username, password, address: "127.0.0.1" });

test("the first start creates one administrator, later starts nobody", async () => {
  expect(admin).toMatchObject({
    username: "admin",
    password: expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/) as string,
  });
  expect(await access.createFirstAdministrator()).toBeUndefined();
});

test("whoever signs in is known by the token of the session until signing out", async () => {
  const { token, caller } = await signIn();
  expect(caller).toMatchObject({ kind: "person", name: "admin", role: "administrator" });
  expect(await access.callerOfSession(token)).toEqual(caller);
  await access.signOut(token);
  expect(await access.callerOfSession(token)).toBeUndefined();
});

test("a wrong password and an unknown name get the same answer", async () => {
  await expect(signIn("wrong")).rejects.toMatchObject({ code: "LOGIN_FAILED", details: {} });
  const unknown = access.signIn({ name: "nobody", password: "wrong", address: "127.0.0.1" });
  await expect(unknown).rejects.toMatchObject({ code: "LOGIN_FAILED", details: {} });
});

test("neither the password nor the token stands in the database", async () => {
  const { token } = await signIn();
  const { rows } = await db.store.pool.query(
    "select u::text as u, s::text as s from belfry.users u, belfry.sessions s",
  );
  const text = JSON.stringify(rows);
  expect(text).not.toContain(admin.password);
  expect(text).not.toContain(token);
  expect(text).not.toContain(Buffer.from(token).toString("hex"));
  expect(text).toContain("$argon2id$");
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

test("a new password ends the other sessions and the old password", async () => {
  const here = await signIn();
  const elsewhere = await signIn();
  const newPassword = "a much better one";
  await access.changePassword({ caller: here.caller, currentPassword: admin.password, newPassword, token: here.token });
  expect(await access.callerOfSession(here.token)).toBeDefined();
  expect(await access.callerOfSession(elsewhere.token)).toBeUndefined();
  await expect(signIn()).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  admin = { ...admin, password: newPassword };
  await expect(signIn()).resolves.toBeDefined();
});

test.each([
  ["the current one is wrong", "wrong", "a much better one", "currentPassword"],
  ["the new one is short", undefined, "short", "newPassword"],
  ["the new one contains the name", undefined, "admin-admin-admin", "newPassword"],
])("a password is not changed when %s", async (_why, current, newPassword, path) => {
  const { caller, token } = await signIn();
  const change = access.changePassword({ caller, currentPassword: current ?? admin.password, newPassword, token });
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
