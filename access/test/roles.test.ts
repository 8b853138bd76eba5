import { afterAll, beforeAll, expect, test } from "vitest";
import { permissions, type Access } from "../src/index.ts";
import { startPeople, type People } from "./people.ts";

let people: People;
let access: Access;

beforeAll(async () => {
  people = await startPeople();
  ({ access } = people);
});
afterAll(() => people[Symbol.asyncDispose]());

const save = (name: string, allowed: readonly ("rules:read" | "rules:run")[]) =>
  access.roles.save(people.root, { name, description: "夜班", permissions: allowed });

test("the built-in roles come first, each with how many people have it", async () => {
  await save("夜班", ["rules:read"]);
  const roles = await access.roles.list();
  expect(roles.map(({ name, builtin, users }) => ({ name, builtin, users }))).toEqual([
    { name: "viewer", builtin: true, users: 0 },
    { name: "operator", builtin: true, users: 0 },
    { name: "editor", builtin: true, users: 0 },
    { name: "administrator", builtin: true, users: 1 },
    { name: "夜班", builtin: false, users: 0 },
  ]);
  expect(roles[3]?.permissions).toEqual([...permissions].toSorted());
});

test("a role that is changed holds from the next request on", async () => {
  await save("guard", ["rules:read"]);
  const { name, password } = await people.addPerson({ name: "guard", role: "guard" });
  const { token, caller } = await people.signIn(name, password);
  expect([...caller.permissions]).toEqual(["rules:read"]);
  await save("guard", ["rules:run"]);
  expect([...(await access.callerOfSession(token))!.permissions]).toEqual(["rules:run"]);
});

test("a role that somebody has is not removed, and one that nobody has is", async () => {
  await expect(access.roles.remove(people.root, "guard")).rejects.toMatchObject({ code: "ROLE_IN_USE" });
  await access.users.remove(people.root, "guard");
  await access.roles.remove(people.root, "guard");
  await expect(access.roles.remove(people.root, "guard")).rejects.toMatchObject({ code: "ROLE_NOT_FOUND" });
});

test("a role is not removed while somebody is given it", async () => {
  await save("contested", ["rules:read"]);
  const { name } = await people.addPerson({ name: "candidate" });
  await Promise.allSettled([
    access.users.change(people.root, name, { role: "contested" }),
    access.roles.remove(people.root, "contested"),
  ]);
  const exists = (await access.roles.list()).some((role) => role.name === "contested");
  expect((await access.users.get(name)).role).toBe(exists ? "contested" : "viewer");
});

test.each(["viewer", "operator", "editor", "administrator"])("the built-in role %s stays as it is", async (name) => {
  await expect(save(name, ["rules:read"])).rejects.toMatchObject({ code: "ROLE_BUILT_IN" });
  await expect(access.roles.remove(people.root, name)).rejects.toMatchObject({ code: "ROLE_BUILT_IN" });
});

test("nobody gets a role that does not exist", async () => {
  const change = access.users.change(people.root, "candidate", { role: "constructor" });
  await expect(change).rejects.toMatchObject({ code: "ROLE_NOT_FOUND" });
});

test("a permission of a newer version allows nothing here", async () => {
  await save("future", ["rules:read"]);
  await people.db.store.pool.query(
    "update belfry.roles set permissions = '{rules:read,moon:land}' where name = 'future'",
  );
  const { name, password } = await people.addPerson({ name: "astronaut", role: "future" });
  expect([...(await people.signIn(name, password)).caller.permissions]).toEqual(["rules:read"]);
});

test("changes of roles stand in the audit trail", async () => {
  const lines = (await people.audited()).filter((line) => line.startsWith("roles.") && line.endsWith(" guard"));
  expect(lines).toEqual(["roles.save done guard", "roles.save done guard", "roles.remove done guard"]);
});
