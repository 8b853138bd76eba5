import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestDatabase, tester, type TestDatabase } from "@belfry/testkit";
import { createAccess, createSecurity, openConnections, permissions, writeAudit, type Access } from "../src/index.ts";
import type { RunningConfiguration } from "../src/security/check-configuration.ts";

let db: TestDatabase;
let access: Access;
let folder: string;
let safe: RunningConfiguration;

beforeEach(async () => {
  db = await createTestDatabase();
  access = createAccess({ store: db.store, key: randomBytes(32) });
  folder = await mkdtemp(join(tmpdir(), "belfry-security-"));
  const dataDir = join(folder, "data");
  await mkdir(dataDir, { mode: 0o700 });
  await writeFile(join(dataDir, "key"), "key", { mode: 0o600 });
  safe = {
    host: "127.0.0.1",
    publicUrl: undefined,
    trustProxy: [],
    outboundAllow: [],
    databaseUrl: undefined,
    dataDir,
    keyFile: join(dataDir, "key"),
    mailSandbox: false,
    singleSignOn: false,
  };
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const found = async (change: Partial<RunningConfiguration> = {}) => {
  const security = createSecurity({ store: db.store, settings: access.settings, config: { ...safe, ...change } });
  return (await security.findings()).map(({ id, level }) => `${level} ${id}`);
};
const run = (text: string, values: unknown[] = []) => db.store.pool.query(text, values);

test("an installation that nobody can reach and that has nobody has no findings", async () => {
  expect(await found()).toEqual([]);
});

describe("the settings", () => {
  test.each<[string, Partial<RunningConfiguration>, string[]]>([
    ["listening on all addresses", { host: "0.0.0.0" }, ["finding listens-without-https"]],
    ["listening on an address of the network", { host: "10.0.0.5" }, ["finding listens-without-https"]],
    ["the same behind https", { host: "0.0.0.0", publicUrl: "https://bell.example" }, []],
    ["a public address without https", { publicUrl: "http://bell.example" }, ["finding cookie-without-https"]],
    ["an address of this machine without https", { publicUrl: "http://localhost:4200" }, []],
    ["believing everybody", { trustProxy: ["0.0.0.0/0"] }, ["finding trust-proxy-open"]],
    ["believing everybody over IPv6", { trustProxy: ["::/0"] }, ["finding trust-proxy-open"]],
    ["believing one network", { trustProxy: ["10.0.0.0/8", "127.0.0.1"] }, []],
    ["opening everything", { outboundAllow: ["0.0.0.0/0"] }, ["finding outbound-wide"]],
    ["opening more than a /16", { outboundAllow: ["10.0.0.0/8"] }, ["finding outbound-wide"]],
    ["opening half of IPv6", { outboundAllow: ["fc00::/7"] }, ["finding outbound-wide"]],
    ["opening a /16 and a host", { outboundAllow: ["10.1.0.0/16", "intranet.example:80"] }, []],
    ["a database elsewhere", { databaseUrl: "postgres://u@db.example/b" }, ["finding database-without-tls"]],
    [
      "the same with a wish for TLS only",
      { databaseUrl: "postgres://u@db.example/b?sslmode=prefer" },
      ["finding database-without-tls"],
    ],
    ["the same with TLS", { databaseUrl: "postgres://u@db.example/b?sslmode=verify-full" }, []],
    ["a database on this machine", { databaseUrl: "postgres://u@localhost/b" }, []],
    ["a database at a socket", { databaseUrl: "postgres:///b?host=/run/postgresql" }, []],
    ["the mail sandbox on this machine", { mailSandbox: true }, ["hint mail-sandbox-on"]],
    [
      "the mail sandbox in the open",
      { mailSandbox: true, publicUrl: "https://b.example" },
      ["finding mail-sandbox-on"],
    ],
  ])("%s", async (_what, change, expected) => {
    expect(await found(change)).toEqual(expected);
  });
});

test.each([
  ["data", 0o750, "data-folder-open"],
  ["data/key", 0o644, "key-file-open"],
])("others who may read %s are a finding until they may not", async (path, mode, id) => {
  await chmod(join(folder, path), mode);
  expect(await found()).toEqual([`finding ${id}`]);
  await chmod(join(folder, path), path === "data" ? 0o700 : 0o600);
  expect(await found()).toEqual([]);
});

test("the first password and the missing second factor are hints on this machine and findings in the open", async () => {
  await access.createFirstAdministrator();
  expect(await found()).toEqual(["hint first-password", "hint no-second-factor"]);
  const open = { host: "0.0.0.0", publicUrl: "https://bell.example" };
  expect(await found(open)).toEqual(["finding first-password", "finding no-second-factor"]);
  await run("update belfry.users set password_changed_at = belfry.now() + interval '1 minute'");
  expect(await found(open)).toEqual(["finding no-second-factor"]);
  await run(`insert into belfry.second_factors (user_id, key_id, nonce, ciphertext, tag, created_at, confirmed_at)
    select id, 'k', decode(repeat('00', 12), 'hex'), '', decode(repeat('00', 16), 'hex'), belfry.now(), belfry.now() from belfry.users`);
  expect(await found(open)).toEqual([]);
  await run("update belfry.users set enabled = false");
  await run("delete from belfry.second_factors");
  expect(await found(open)).toEqual([]);
});

test("keys that may do everything, that nobody uses and that never expire are told", async () => {
  const add = (id: string, may: readonly string[], expires: string | null, used: string) =>
    run(
      `insert into belfry.api_keys (id, name, secret_hash, permissions, created_by, created_at, expires_at, last_used_at)
       values ($1, $1, '\\x00', $2, 'test', belfry.now(), belfry.now() + $3::interval, belfry.now() - $4::interval)`,
      [id, may, expires, used],
    );
  await add("good", ["rules:read"], "30 days", "1 day");
  expect(await found()).toEqual([]);
  await add("all", permissions, "30 days", "1 day");
  await add("old", ["rules:read"], "30 days", "91 days");
  await add("long", ["rules:read"], null, "1 day");
  await add("gone", permissions, "-1 day", "400 days");
  expect(await found()).toEqual(["finding key-with-everything", "finding key-unused", "hint key-without-expiry"]);
  await run("update belfry.api_keys set revoked_at = belfry.now() where id <> 'good'");
  expect(await found()).toEqual([]);
});

test("scripts are a hint where a user without rights runs them, and a finding where Belfry's own does", async () => {
  await access.settings.change({ scripts: { allowed: true } }, tester);
  vi.spyOn(process, "geteuid").mockReturnValue(0);
  expect(await found()).toEqual(["hint scripts-allowed"]);
  vi.spyOn(process, "geteuid").mockReturnValue(1_000);
  expect(await found()).toEqual(["finding scripts-as-belfry"]);
  await access.settings.change({ scripts: { allowed: false } }, tester);
  expect(await found()).toEqual([]);
});

test("a connection to this machine is a hint", async () => {
  await using connections = await openConnections(db.store, () => undefined);
  await connections.save({ name: "local", address: "127.0.0.1:25", purpose: "", allowLocal: true }, tester);
  await connections.save({ name: "gate", address: "gate.example", purpose: "", allowLocal: false }, tester);
  expect(await found()).toEqual(["hint connection-to-this-machine"]);
});

test("an audit trail that somebody has changed is a finding", async () => {
  await writeAudit(db.store, { by: tester, action: "a.b", subject: { kind: "k", id: "1" }, outcome: "done" });
  expect(await found()).toEqual([]);
  await run("alter table belfry.audit_entries disable trigger user");
  await run("update belfry.audit_entries set actor = 'somebody else'");
  expect(await found()).toEqual(["finding audit-broken"]);
});
