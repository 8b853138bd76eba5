import { afterAll, beforeAll, expect, test } from "vitest";
import type { Access, Administrator, ApiKeyDraft } from "../src/index.ts";
import { noDraft, startPeople, type People } from "./people.ts";

let people: People;
let access: Access;
/** Looks after people, roles and keys, and may read rules: much less than an administrator. */
let clerk: Administrator;
const own = [
  "users:read",
  "users:write",
  "roles:read",
  "roles:write",
  "keys:read",
  "keys:write",
  "rules:read",
] as const;

beforeAll(async () => {
  people = await startPeople();
  ({ access } = people);
  await access.roles.save(people.root, { name: "clerk", description: "", permissions: own });
  await access.roles.save(people.root, { name: "reader", description: "", permissions: ["rules:read"] });
  const { name, password } = await people.addPerson({ name: "clerk", role: "clerk" });
  clerk = await people.asAdministrator(name, password);
  await people.addPerson({ name: "small", role: "reader" });
  await people.addPerson({ name: "big", role: "administrator" });
});
afterAll(() => people[Symbol.asyncDispose]());

const key: ApiKeyDraft = {
  name: "k",
  note: "",
  permissions: ["rules:read"],
  scope: null,
  requestsPerMinute: null,
  expiresAt: null,
};
const denied = { code: "PERMISSION_DENIED" };

test("what lies within one's own permissions is given away freely", async () => {
  await access.users.create(clerk, { ...noDraft, name: "newcomer", role: "reader" });
  await access.users.change(clerk, "newcomer", { role: "clerk" });
  await access.roles.save(clerk, { name: "half", description: "", permissions: ["users:read"] });
  await access.keys.create(clerk, key);
});

test("nobody makes an administrator who is none", async () => {
  const create = access.users.create(clerk, { ...noDraft, name: "friend", role: "administrator" });
  await expect(create).rejects.toMatchObject({
    ...denied,
    details: { permissions: expect.arrayContaining(["secrets:write"]) as unknown },
  });
  await expect(access.users.change(clerk, "small", { role: "administrator" })).rejects.toMatchObject(denied);
  await expect(access.users.change(clerk, "clerk", { role: "editor" })).rejects.toMatchObject(denied);
  expect((await access.users.get("small")).role).toBe("reader");
});

test.each([
  ["gets a new password", () => access.users.resetPassword(clerk, "big")],
  ["is disabled", () => access.users.change(clerk, "big", { enabled: false })],
  ["gets another address", () => access.users.change(clerk, "big", { email: "clerk@example.org" })],
  ["is removed", () => access.users.remove(clerk, "big")],
  ["is unlocked", () => access.users.unlock(clerk, "big")],
  ["loses the second factor", () => access.secondFactors.reset(clerk, "big")],
  ["is signed out", () => access.endSessionsOf(clerk, "big")],
  ["is looked at", () => access.sessionsOf(clerk, "big")],
])("nobody who may do more %s by somebody who may do less", async (_what, attempt) => {
  await expect(attempt()).rejects.toMatchObject(denied);
});

test("nobody puts a permission into a role, one's own neither, that they do not have", async () => {
  for (const name of ["clerk", "fresh"]) {
    const save = access.roles.save(clerk, { name, description: "", permissions: [...own, "secrets:write"] });
    await expect(save).rejects.toMatchObject(denied);
  }
});

test("nobody makes a key that may do more, or learns the secret of one", async () => {
  const bigger: ApiKeyDraft = { ...key, name: "bigger", permissions: ["rules:read", "secrets:write"] };
  await expect(access.keys.create(clerk, bigger)).rejects.toMatchObject(denied);
  const made = await access.keys.create(people.root, bigger);
  const rotation = { id: made.key.id, overlapSeconds: 0 };
  await expect(access.keys.rotate(clerk, rotation)).rejects.toMatchObject(denied);
  // Whoever looks after keys can always stop one.
  await access.keys.revoke(clerk, made.key.id);
});

test("whoever is restricted to a part gives nobody more than that part", async () => {
  const scope = { labels: { team: ["a", "b"] }, inputs: {} };
  const restricted = { ...clerk, caller: { ...clerk.caller, scope } };
  const create = (name: string, of: typeof scope | null) =>
    access.users.create(restricted, { ...noDraft, name, role: "reader", scope: of });
  await expect(create("wide", null)).rejects.toMatchObject(denied);
  await expect(create("wider", { labels: { team: ["a", "c"] }, inputs: {} })).rejects.toMatchObject(denied);
  await expect(create("within", { labels: { team: ["a"] }, inputs: {} })).resolves.toBeDefined();
  await expect(access.keys.create(restricted, { ...key, name: "wide" })).rejects.toMatchObject(denied);
  await expect(access.keys.create(restricted, { ...key, name: "within", scope })).resolves.toBeDefined();
});

test("a key of a program gives away no more than it has either", async () => {
  const { key: made, secret } = await access.keys.create(people.root, {
    ...key,
    name: "program",
    permissions: ["keys:write"],
  });
  const caller = (await access.callerOfToken(`${made.id}.${secret}`))!;
  const by = { caller, actor: { kind: "key", name: caller.name, address: null, requestId: null } } as const;
  await expect(access.keys.create(by, { ...key, name: "child" })).rejects.toMatchObject(denied);
});
