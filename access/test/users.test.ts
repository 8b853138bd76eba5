import { afterAll, beforeAll, expect, test } from "vitest";
import type { Access } from "../src/index.ts";
import { from, noDraft, startPeople, type People } from "./people.ts";

let people: People;
let access: Access;

beforeAll(async () => {
  people = await startPeople();
  ({ access } = people);
});
afterAll(() => people[Symbol.asyncDispose]());

const scope = { labels: { team: ["a"] }, inputs: {} };

test("somebody who is added signs in with a generated password, and has to choose another one first", async () => {
  const { user, password } = await access.users.create(people.root, {
    ...noDraft,
    name: "li",
    email: "Li@Example.org",
  });
  expect(user).toMatchObject({ name: "li", email: "li@example.org", role: "viewer", mustChangePassword: true });
  const first = await people.signIn("li", password!);
  expect(first.caller.pending).toBe("password-change");
  const actor = { kind: "person", name: "li", ...from } as const;
  const passwords = { currentPassword: password!, newPassword: "chosen by herself" };
  await access.changePassword({ caller: first.caller, actor, ...passwords, token: first.token });
  expect((await access.callerOfSession(first.token))?.pending).toBeNull();
});

test("name and e-mail address both sign in, however they are capitalised", async () => {
  const { password } = await people.addPerson({ name: "Wang", email: "wang@example.org" });
  for (const login of ["Wang", "wang", "WANG@example.org"]) {
    expect((await people.signIn(login, password)).caller.name).toBe("Wang");
  }
});

test.each([
  ["name", { name: "ADMIN" }],
  ["e-mail address", { name: "other", email: "LI@example.org" }],
])("nobody gets the %s of somebody else, in other letters either", async (_what, draft) => {
  const create = access.users.create(people.root, { ...noDraft, ...draft });
  await expect(create).rejects.toMatchObject({ code: "USER_EXISTS" });
});

test("an address that is taken is refused in a change too", async () => {
  const change = access.users.change(people.root, "Wang", { email: "li@example.org" });
  await expect(change).rejects.toMatchObject({ code: "USER_EXISTS" });
  expect((await access.users.get("wang")).email).toBe("wang@example.org");
});

test("people are listed page by page, and found by a part of what is known of them", async () => {
  await people.addPerson({ name: "zhao", displayName: "赵老师" });
  const [newest] = await access.users.list({ limit: 1 });
  expect(newest?.name).toBe("zhao");
  const rest = await access.users.list({ limit: 100, before: newest!.id });
  expect(rest.map(({ name }) => name)).not.toContain("zhao");
  expect((await access.users.list({ limit: 10, search: "赵" })).map(({ name }) => name)).toEqual(["zhao"]);
  expect((await access.users.list({ limit: 10, search: "WANG@" })).map(({ name }) => name)).toEqual(["Wang"]);
  expect(await access.users.list({ limit: 10, search: "%" })).toEqual([]);
});

test.each([
  ["is disabled", { enabled: false }],
  ["gets another role", { role: "operator" }],
  ["is restricted", { scope }],
])("whoever %s is signed out at once", async (what, changes) => {
  const { name, password } = await people.addPerson({ name: `out-${what.length}` });
  const { token } = await people.signIn(name, password);
  await access.users.change(people.root, name, changes);
  expect(await access.callerOfSession(token)).toBeUndefined();
});

test("another displayed name signs nobody out", async () => {
  const { name, password } = await people.addPerson({ name: "renamed" });
  const { token } = await people.signIn(name, password);
  await access.users.change(people.root, name, { displayName: "Somebody" });
  expect(await access.callerOfSession(token)).toBeDefined();
});

test("a reset gives a new password, ends the sessions, and the old password is worth nothing", async () => {
  const { name, password } = await people.addPerson({ name: "forgetful" });
  const { token } = await people.signIn(name, password);
  const reset = await access.users.resetPassword(people.root, name);
  expect(await access.callerOfSession(token)).toBeUndefined();
  await expect(people.signIn(name, password)).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  expect((await people.signIn(name, reset.password)).caller.pending).toBe("password-change");
});

test("an administrator sees where somebody is signed in, and signs them out everywhere", async () => {
  const { name, password } = await people.addPerson({ name: "everywhere" });
  const { token } = await people.signIn(name, password);
  expect(await access.sessionsOf(people.root, name)).toHaveLength(1);
  await access.endSessionsOf(people.root, name);
  expect(await access.callerOfSession(token)).toBeUndefined();
});

test("a person without a password does not sign in with one", async () => {
  const draft = { ...noDraft, name: "provider-only", withPassword: false };
  expect((await access.users.create(people.root, draft)).password).toBeNull();
  for (const password of ["", "null", "nobody has this password"]) {
    await expect(people.signIn("provider-only", password)).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  }
});

test("somebody who is removed is gone with their sessions", async () => {
  const { name, password } = await people.addPerson({ name: "leaver" });
  const { token } = await people.signIn(name, password);
  await access.users.remove(people.root, name);
  expect(await access.callerOfSession(token)).toBeUndefined();
  await expect(access.users.get(name)).rejects.toMatchObject({ code: "USER_NOT_FOUND" });
});

test.each([
  ["disabled", { enabled: false }],
  ["given another role", { role: "editor" }],
  ["restricted", { scope }],
])("the last administrator is not %s", async (_what, changes) => {
  const change = access.users.change(people.root, "admin", changes);
  await expect(change).rejects.toMatchObject({ code: "LAST_ADMINISTRATOR" });
});

test("the last administrator is not removed, not even by themself", async () => {
  await expect(access.users.remove(people.root, "ADMIN")).rejects.toMatchObject({ code: "LAST_ADMINISTRATOR" });
});

test("of two administrators who remove each other at the same moment, one stays", async () => {
  const { name, password } = await people.addPerson({ name: "second", role: "administrator" });
  const second = await people.asAdministrator(name, password);
  const tries = await Promise.allSettled([
    access.users.change(people.root, name, { enabled: false }),
    access.users.change(second, "admin", { role: "viewer" }),
  ]);
  expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const left = await access.users.list({ limit: 200 });
  expect(left.filter(({ role, enabled }) => role === "administrator" && enabled)).toHaveLength(1);
  // Whoever it is puts the first one back, for the tests below.
  await people.db.store.pool.query(
    "update belfry.users set role = 'administrator', enabled = true where name = 'admin'",
  );
  people = { ...people, root: await people.asAdministrator(people.admin.username, people.admin.password) };
});

test("what somebody does to a person stands in the audit trail, and no password does", async () => {
  const { password } = await access.users.create(people.root, { ...noDraft, name: "traced" });
  await access.users.change(people.root, "traced", { role: "operator" });
  const reset = await access.users.resetPassword(people.root, "traced");
  await access.users.unlock(people.root, "traced");
  await access.users.remove(people.root, "traced");
  const lines = (await people.audited()).filter((line) => line.endsWith(" traced"));
  expect(lines).toEqual(
    ["create", "change", "reset-password", "unlock", "remove"].map((verb) => `users.${verb} done traced`),
  );
  const { rows } = await people.db.store.pool.query("select e::text as line from belfry.audit_entries e");
  const text = JSON.stringify(rows);
  expect(text).toContain("operator");
  expect(text).not.toContain(password);
  expect(text).not.toContain(reset.password);
});
