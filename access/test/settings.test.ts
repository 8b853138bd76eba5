import { randomBytes } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAccess, type InstallationSettings } from "../src/index.ts";

let db: TestDatabase;
let settings: InstallationSettings;
const by = { kind: "person", name: "admin", address: "127.0.0.1", requestId: "r-1" } as const;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());
beforeEach(async () => {
  await db.store.pool.query("delete from belfry.settings");
  ({ settings } = createAccess({ store: db.store, key: randomBytes(32) }));
});

test("a fresh installation demands no second person, runs no scripts and masks the usual names of personal data", async () => {
  const fresh = await settings.get();
  expect(fresh.approvals).toEqual({ firstEnable: false, deletion: false, recipientsAbove: null, expiresAfter: "7d" });
  expect(fresh.scripts).toEqual({ allowed: false });
  expect(fresh.personalData.fields).toEqual(expect.arrayContaining(["name", "姓名", "手机号", "学号", "idCard"]));
});

test("a change touches only what it names, and the trail says what was there before", async () => {
  await settings.change({ approvals: { firstEnable: true } }, by);
  const after = await settings.change({ approvals: { recipientsAbove: 100 }, scripts: { allowed: true } }, by);
  expect(after.approvals).toEqual({ firstEnable: true, deletion: false, recipientsAbove: 100, expiresAfter: "7d" });
  expect(await settings.get()).toEqual(after);
  const { rows } = await db.store.pool.query(
    "select actor, action, detail -> 'changes' as changes from belfry.audit_entries order by n desc limit 1",
  );
  expect(rows[0]).toEqual({
    actor: "admin",
    action: "settings.change",
    changes: [
      { path: "approvals.recipientsAbove", before: null, after: 100 },
      { path: "scripts.allowed", before: false, after: true },
    ],
  });
});

test("what a node remembers is dropped when it makes a change itself", async () => {
  expect((await settings.recent()).personalData.fields).not.toContain("宿舍号");
  await settings.change({ personalData: { fields: ["宿舍号"] } }, by);
  expect((await settings.recent()).personalData.fields).toEqual(["宿舍号"]);
});

test("a setting that a newer version wrote is left alone", async () => {
  await db.store.pool.query(
    `insert into belfry.settings values ('approvals', '{"deletion": true, "byFax": 1}', belfry.now()), ('later', '{}', belfry.now())`,
  );
  expect((await settings.get()).approvals.deletion).toBe(true);
  await settings.change({ approvals: { firstEnable: true } }, by);
  const { rows } = await db.store.pool.query("select value from belfry.settings where name = 'approvals'");
  expect(rows[0]?.value).toEqual({ deletion: true, byFax: 1, firstEnable: true });
});

test("concurrent changes are both kept", async () => {
  await Promise.all([
    settings.change({ approvals: { firstEnable: true } }, by),
    settings.change({ approvals: { deletion: true } }, by),
  ]);
  expect((await settings.get()).approvals).toMatchObject({ firstEnable: true, deletion: true });
});
