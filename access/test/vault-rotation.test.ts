import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, tester, type TestDatabase } from "@belfry/testkit";
import {
  createVault,
  openMasterKey,
  openMasterKeys,
  replaceKeyFile,
  resumeRotation,
  rotateMasterKey,
  type RotationDeps,
} from "../src/index.ts";
import { sealedTables } from "../src/vault/sealed-columns.ts";

let db: TestDatabase;
let folder: string;
const path = () => join(folder, "key");
const secrets = Object.fromEntries(Array.from({ length: 450 }, (_, n) => [`S${n}`, `value ${n} 密码`]));

beforeEach(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "belfry-rotation-"));
});
afterEach(async () => {
  await db[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A process of Belfry: it reads the key file at its start and remembers what it read. */
async function startNode(options: { readonly env?: string; readonly adopt?: boolean } = {}) {
  const { key, source } = await openMasterKey({ fromEnvironment: options.env, path: path() });
  const keys = await openMasterKeys(db.store, { key, adopt: options.adopt ?? false });
  const deps: RotationDeps = {
    store: db.store,
    keys,
    ...(source === "file" && { replaceKeyFile: (fresh: Buffer) => replaceKeyFile(path(), fresh) }),
  };
  return { key, deps, vault: createVault({ store: db.store, key: keys }) };
}

async function storeSecrets({ vault }: Awaited<ReturnType<typeof startNode>>): Promise<void> {
  for (const [name, value] of Object.entries(secrets)) await vault.set(name, value, { by: tester });
}

async function expectAllReadable({ vault }: Awaited<ReturnType<typeof startNode>>): Promise<void> {
  for (const [name, value] of Object.entries(secrets)) expect(await vault.get(name)).toBe(value);
}

const keyIds = async () =>
  (await db.store.pool.query<{ id: string }>("select distinct key_id as id from belfry.secrets")).rows.map(
    ({ id }) => id,
  );
const keptKeys = async () =>
  (await db.store.pool.query<{ sealed: boolean }>("select ciphertext is not null as sealed from belfry.vault_keys"))
    .rows;

test("a rotation seals everything with a fresh key, replaces the key file, and keeps no key in the database", async () => {
  const node = await startNode();
  await storeSecrets(node);
  const before = await readFile(path(), "utf8");
  const rotation = await rotateMasterKey(node.deps, { by: tester });
  expect(rotation).toMatchObject({ resealed: 450, unreadable: [], done: true });
  expect(await keyIds()).toEqual([rotation.keyId]);
  expect(await keptKeys()).toEqual([{ sealed: false }]);
  expect(await readFile(path(), "utf8")).not.toBe(before);
  expect((await stat(path())).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["key"]);
  await expectAllReadable(node);
  await expectAllReadable(await startNode());
});

test("a node that was not told reads and writes on while the key changes under it", async () => {
  const node = await startNode();
  const other = await startNode();
  await storeSecrets(node);
  let written: Promise<void> | undefined;
  await rotateMasterKey(
    {
      ...node.deps,
      reached(step) {
        if (step === "keys-kept") written = other.vault.set("LATE", "late", { by: tester });
      },
    },
    { by: tester },
  );
  await written;
  expect(await other.vault.get("LATE")).toBe("late");
  await expectAllReadable(other);
  expect(await keyIds()).toHaveLength(1);
});

test("a node that could not pick the new key up says that it must be restarted, and stores nothing under the old one", async () => {
  const node = await startNode();
  const other = await startNode();
  await node.vault.set("A", "a", { by: tester });
  await rotateMasterKey(node.deps, { by: tester });
  await expect(other.vault.set("B", "b", { by: tester })).rejects.toMatchObject({
    code: "MASTER_KEY_WRONG",
    remedy: expect.stringContaining("Restart this node") as string,
  });
});

test.each(["keys-kept", "batch-sealed", "all-sealed", "file-replaced"] as const)(
  "after a crash at %s everything is readable, and the next start finishes it",
  async (step) => {
    const node = await startNode();
    await storeSecrets(node);
    const crash = new Error("the process is gone");
    const crashing: RotationDeps = {
      ...node.deps,
      reached(here) {
        if (here === step) throw crash;
      },
    };
    await expect(rotateMasterKey(crashing, { by: tester })).rejects.toBe(crash);
    const next = await startNode();
    await expectAllReadable(next);
    const resumed = await resumeRotation(next.deps, tester);
    expect(resumed).toMatchObject({ unreadable: [], done: true });
    expect(await keyIds()).toEqual([resumed?.keyId]);
    expect(await keptKeys()).toEqual([{ sealed: false }]);
    await expectAllReadable(await startNode());
    expect(await resumeRotation(next.deps, tester)).toBeUndefined();
  },
);

test("a key of the environment is changed in two steps, and the old one serves until the new one is started with", async () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const node = await startNode({ env: old.toString("hex") });
  await storeSecrets(node);
  await expect(rotateMasterKey(node.deps, { by: tester })).rejects.toMatchObject({ code: "VAULT_ROTATION_REFUSED" });
  expect(await rotateMasterKey(node.deps, { by: tester, newKey: fresh })).toMatchObject({ resealed: 450, done: false });
  await expectAllReadable(await startNode({ env: old.toString("base64") }));
  const next = await startNode({ env: fresh.toString("base64") });
  await expectAllReadable(next);
  expect(await resumeRotation(next.deps, tester)).toMatchObject({ resealed: 0, done: true });
  await expect(startNode({ env: old.toString("base64") })).rejects.toMatchObject({ code: "MASTER_KEY_WRONG" });
  expect(await readdir(folder)).toEqual([]);
});

test("two different keys, in the environment and in the file, are refused", async () => {
  await startNode();
  await expect(startNode({ env: randomBytes(32).toString("base64") })).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: expect.stringContaining("hold different keys") as string,
  });
  await expect(startNode({ env: "too short" })).rejects.toMatchObject({ code: "CONFIG_INVALID" });
});

test("a start with another key is refused while secrets are sealed, unless somebody says that the old one is lost", async () => {
  const node = await startNode();
  await node.vault.set("A", "a", { by: tester });
  await rm(path());
  await expect(startNode()).rejects.toMatchObject({ code: "MASTER_KEY_WRONG" });
  const adopted = await startNode({ adopt: true });
  await expect(adopted.vault.get("A")).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
  await adopted.vault.set("A", "again", { by: tester });
  expect(await adopted.vault.get("A")).toBe("again");
});

test("every table with sealed values is known to the rotation", async () => {
  const { rows } = await db.store.pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.columns
     where table_schema = 'belfry' and column_name = 'ciphertext' and table_name <> 'vault_keys'`,
  );
  expect(rows.map(({ name }) => name).toSorted()).toEqual(sealedTables.map(({ table }) => table).toSorted());
  const all = await db.store.pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.columns
     where table_schema = 'belfry' and column_name in ('ciphertext', 'tag') and table_name <> 'vault_keys' group by 1`,
  );
  expect(all.rows.map(({ name }) => name).toSorted()).toEqual(sealedTables.map(({ table }) => table).toSorted());
});
