import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

test("a person is added with a password that is printed once, listed, changed and removed", async () => {
  const added = await own.belfry(["users", "add", "li", "--role", "operator", "--email", "li@example.org"]);
  expect(added).toMatchObject({
    code: 0,
    out: expect.stringMatching(/first sign-in: ([a-z2-9]{5}-){3}[a-z2-9]{5}\n$/) as string,
  });
  expect((await own.belfry(["users", "list"])).out).toMatch(/li +li@example\.org +operator +new password/);
  expect(await own.json(["users", "set", "li", "--label", "team=a", "--label", "team=b", "--email", ""])).toMatchObject(
    {
      email: null,
      role: "operator",
      scope: { labels: { team: ["a", "b"] } },
    },
  );
  expect(await own.json(["users", "set", "li", "--unrestricted", "--enabled", "no"])).toMatchObject({
    scope: null,
    enabled: false,
  });
  expect((await own.belfry(["users", "list", "--search", "LI"])).out).toMatch(/disabled/);
  expect((await own.belfry(["users", "remove", "li"])).out).toBe("Removed li.\n");
  expect((await own.belfry(["users", "remove", "li"])).code).toBe(4);
});

test("the administrator gets a new password and is unlocked from the machine itself, but never removed", async () => {
  const { password } = await own.json(["users", "reset-password", "admin"]);
  expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  expect((await own.belfry(["users", "unlock", "admin"])).out).toBe("admin can sign in again.\n");
  expect(await own.belfry(["users", "remove", "admin"])).toMatchObject({ code: 5 });
});

test("the roles are listed with what each may do", async () => {
  const { out } = await own.belfry(["roles", "list"]);
  expect(out).toMatch(/viewer +built-in +0 +calendars:read/);
  expect(out).toMatch(/administrator +built-in +1 +everything/);
  expect((await own.json(["roles", "list"]))["permissions"]).toContain("rules:read");
});

test("a key is made, rotated and revoked, and works as it says", async () => {
  const made = await own.json([
    "keys",
    "create",
    "nightly",
    "--may",
    "rules:read",
    "rules:run",
    "--requests-per-minute",
    "60",
  ]);
  expect(made).toMatchObject({
    key: { name: "nightly", permissions: ["rules:read", "rules:run"], requestsPerMinute: 60 },
  });
  const id = made["key"].id as string;
  const list = (secret: unknown) => own.belfry(["--token", `${id}.${String(secret)}`, "rules", "list"]);
  expect((await list(made["secret"])).code).toBe(0);
  expect(await own.belfry(["--token", `${id}.${String(made["secret"])}`, "users", "list"])).toMatchObject({ code: 6 });
  const rotated = await own.json(["keys", "rotate", id, "--overlap", "0"]);
  expect([(await list(made["secret"])).code, (await list(rotated["secret"])).code]).toEqual([6, 0]);
  expect((await own.belfry(["keys", "rotate", id])).out).toMatch(
    /^Rotated nightly\. The old secret is good until .*\nKey: {4}bfk_/,
  );
  expect((await own.belfry(["keys", "revoke", id])).out).toBe(`Revoked ${id}.\n`);
  expect((await list(rotated["secret"])).code).toBe(6);
  expect((await own.belfry(["keys", "list"])).out).toBe("There are no API keys.\n");
  const { out } = await own.belfry(["keys", "list", "--revoked"]);
  expect(out).toMatch(/bfk_\w+ +nightly +revoked/);
  expect(out).not.toContain("bfs_");
});

test.each([
  ["a permission that does not exist", ["keys", "create", "x", "--may", "moon:land"]],
  ["no permission", ["keys", "create", "x"]],
  ["a label without a value", ["users", "add", "x", "--role", "viewer", "--label", "team"]],
  ["neither yes nor no", ["users", "set", "admin", "--enabled", "maybe"]],
  ["nothing to change", ["users", "set", "admin"]],
  ["no duration", ["keys", "rotate", "bfk_aaaaaaaa", "--overlap", "soon"]],
])("%s is a mistake of the command line", async (_what, args) => {
  expect((await own.belfry(args)).code).toBe(2);
});
