import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase, tester } from "@belfry/testkit";
import { createVault, type Vault } from "../src/index.ts";

let db: TestDatabase;
let vault: Vault;
const key = randomBytes(32);

beforeAll(async () => {
  db = await createTestDatabase();
  vault = createVault({ store: db.store, key });
});
afterAll(() => db[Symbol.asyncDispose]());
beforeEach(() => run("delete from belfry.secrets"));

const run = (text: string) => db.store.pool.query<Record<string, unknown>>(text);

test("a secret comes back as it was stored, whatever letters it has", async () => {
  await vault.set("SMTP_PASSWORD", "p🔑ss wörd 密码\n", { by: tester });
  expect(await vault.get("SMTP_PASSWORD")).toBe("p🔑ss wörd 密码\n");
});

test("the table holds no plaintext", async () => {
  await vault.set("GATE_PASSWORD", "correct horse battery staple", { by: tester });
  const { rows } = await run("select s::text as line, encode(ciphertext, 'escape') as bytes from belfry.secrets s");
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toMatch(/correct|horse|battery/);
  expect(JSON.stringify(rows)).not.toContain(Buffer.from("correct horse battery staple").toString("hex"));
});

test("storing the same value twice gives two different rows, so that equal secrets do not show", async () => {
  await vault.set("A", "same", { by: tester });
  await vault.set("B", "same", { by: tester });
  const { rows } = await run(
    "select count(distinct ciphertext)::int as n, count(distinct nonce)::int as m from belfry.secrets",
  );
  expect(rows[0]).toEqual({ n: 2, m: 2 });
});

test("a new value replaces the old one", async () => {
  await vault.set("TOKEN", "old", { by: tester });
  await vault.set("TOKEN", "new", { by: tester });
  expect(await vault.get("TOKEN")).toBe("new");
  expect(await vault.list()).toHaveLength(1);
});

test("the list has names and times in the order of the names, and no values", async () => {
  await db.clock.set("2026-03-02T08:00:00Z");
  await vault.set("B", "b-value", { by: tester });
  await vault.set("A", "a-value", { by: tester });
  const at = new Date("2026-03-02T08:00:00Z");
  expect(await vault.list()).toEqual([
    { name: "A", updatedAt: at },
    { name: "B", updatedAt: at },
  ]);
});

test("a secret that nobody stored is named in the error", async () => {
  await expect(vault.get("NOBODY")).rejects.toMatchObject({
    code: "SECRET_NOT_FOUND",
    detail: '"NOBODY" is not stored.',
  });
  await expect(vault.remove("NOBODY", { by: tester })).rejects.toMatchObject({ code: "SECRET_NOT_FOUND" });
});

test("a removed secret is gone", async () => {
  await vault.set("TOKEN", "value", { by: tester });
  await vault.remove("TOKEN", { by: tester });
  await expect(vault.get("TOKEN")).rejects.toMatchObject({ code: "SECRET_NOT_FOUND" });
});

test("another key opens nothing and says that the key is another one", async () => {
  await vault.set("TOKEN", "value", { by: tester });
  const other = createVault({ store: db.store, key: randomBytes(32) });
  await expect(other.get("TOKEN")).rejects.toMatchObject({
    code: "SECRET_UNREADABLE",
    message: expect.stringContaining("was stored under the key") as string,
  });
});

test.each([
  [
    "its ciphertext is changed",
    "update belfry.secrets set ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1)",
  ],
  ["its tag is changed", "update belfry.secrets set tag = set_byte(tag, 15, get_byte(tag, 15) # 1)"],
  ["its nonce is changed", "update belfry.secrets set nonce = set_byte(nonce, 0, get_byte(nonce, 0) # 1)"],
  ["it is cut short", "update belfry.secrets set ciphertext = substring(ciphertext from 1 for 2)"],
  ["it is moved to another name", "update belfry.secrets set name = 'MOVED'"],
])("a row does not open when %s", async (_what, tamper) => {
  await vault.set("TOKEN", "value", { by: tester });
  await run(tamper);
  const [row] = await vault.list();
  await expect(vault.get(row!.name)).rejects.toMatchObject({
    code: "SECRET_UNREADABLE",
    message: expect.stringContaining("somebody changed it in the database") as string,
  });
});
