import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { createAccess, permissions, type Access } from "../src/index.ts";

let db: TestDatabase;
let access: Access;
let path: string;

beforeAll(async () => {
  db = await createTestDatabase();
  access = createAccess({ store: db.store, key: randomBytes(32) });
  path = join(await mkdtemp(join(tmpdir(), "belfry-token-")), "cli-token");
});
afterAll(async () => {
  await rm(join(path, ".."), { recursive: true });
  await db[Symbol.asyncDispose]();
});

const read = async () => (await readFile(path, "utf8")).trim();

test("the token of the file lets the command line in, and only its user may read it", async () => {
  await access.renewTokenFile(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await access.callerOfToken(await read())).toEqual({
    kind: "token",
    name: "command line",
    role: null,
    permissions: new Set(permissions),
    scope: null,
    userId: null,
    pending: null,
    requestsPerMinute: null,
  });
});

test("each start writes a new token, and the old one is worth nothing", async () => {
  await access.renewTokenFile(path);
  const old = await read();
  await access.renewTokenFile(path);
  expect(await read()).not.toBe(old);
  expect(await access.callerOfToken(old)).toBeUndefined();
  expect(await access.callerOfToken(await read())).toBeDefined();
});

test("the token of another data folder stays valid", async () => {
  await access.renewTokenFile(path);
  await access.renewTokenFile(`${path}-of-another-node`);
  expect(await access.callerOfToken(await read())).toBeDefined();
});

test("a token that is not known, has expired or is a session's lets nobody in", async () => {
  await access.renewTokenFile(path);
  expect(await access.callerOfToken("bfy_unknown")).toBeUndefined();
  expect(await access.callerOfSession(await read())).toBeUndefined();
  await db.store.pool.query("update belfry.api_tokens set expires_at = belfry.now()");
  expect(await access.callerOfToken(await read())).toBeUndefined();
});
