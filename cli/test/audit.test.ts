import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
  await own.belfry(["variables", "apply", "-"], { stdin: '{"a": 1, "b": "=1+1"}' });
  await own.belfry(["secrets", "set", "TOKEN"], { stdin: "a secret value" });
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

test("the trail is listed with who did what to what, and filtered", async () => {
  const { out } = await own.belfry(["audit", "list"]);
  expect(out).toMatch(/command line +\S+ +variables\.set +variables a, b/);
  expect(out).toMatch(/secrets\.set +secret TOKEN/);
  expect(out).not.toContain("a secret value");
  const listed = await own.json(["audit", "list", "--action", "secrets", "--from", "2026-01-01", "--limit", "5"]);
  expect(listed["items"]).toMatchObject([{ action: "secrets.set" }]);
  expect((await own.belfry(["audit", "list", "--outcome", "denied"])).out).toBe("There are no such entries.\n");
});

test("it is written to a file that only its owner may read", async () => {
  for (const [name, first] of [
    ["audit.csv", "id,at,actorKind"],
    ["audit.ndjson", '{"id":1,'],
  ] as const) {
    const path = join(own.dataDir, name);
    expect(await own.belfry(["audit", "export", path])).toMatchObject({ code: 0, out: `Wrote ${path}.\n` });
    expect((await readFile(path, "utf8")).replace("\ufeff", "").startsWith(first)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  }
});

test("a whole chain is verified, and the end it prints can be handed in again", async () => {
  const { code, out } = await own.belfry(["audit", "verify"]);
  expect(code).toBe(0);
  const [end = ""] = /\d+:[0-9a-f]{64}/.exec(out) ?? [];
  expect((await own.belfry(["audit", "verify", "--known", end])).code).toBe(0);
  const other = await own.belfry([
    "audit",
    "verify",
    "--known",
    end.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
  ]);
  expect(other).toMatchObject({ code: 1, out: expect.stringContaining("known-end-differs") as string });
  expect((await own.belfry(["audit", "verify", "--known", "12"])).code).toBe(2);
});

test("the recipients of messages are counted, and one that is missing ends the command with 1", async () => {
  const draft = JSON.stringify({ channel: "email", to: ["a@x.cn", "b@x.cn"], subject: "停水", text: "明早停水" });
  const { id } = await own.json(["messages", "send", "-"], { stdin: draft });
  const whole = await own.belfry(["audit", "verify"]);
  expect(whole.out).toMatch(/Of 2 recipients of messages \d are settled and \d in flight: all are accounted for\./);
  expect(whole.code).toBe(0);
  await own.database.store.pool.query("delete from belfry.deliveries where recipient = 'b@x.cn'");
  const { code, out } = await own.belfry(["audit", "verify"]);
  expect(out).toContain(`Of these messages a recipient is missing or too many: ${String(id)}.`);
  expect(out).toContain("entries are as they were written");
  expect(code).toBe(1);
  // The next test looks at the chain alone.
  await own.database.store.pool.query("delete from belfry.messages");
});

test("a broken chain ends the command with 1 and names the entry", async () => {
  await own.database.store.pool.query(
    "begin; set local session_replication_role = replica; delete from belfry.audit_entries where n = 1; commit",
  );
  const { code, out } = await own.belfry(["audit", "verify"]);
  expect(code).toBe(1);
  expect(out).toContain("broken at entry 1 (missing)");
});

const guarded = (name: string) => JSON.stringify({ rule: "guarded", name, actions: [{ use: "noop" }] });

test("a rule is applied only against the revision that was named", async () => {
  const apply = (name: string, ...options: string[]) =>
    own.belfry(["rules", "apply", "-", ...options], { stdin: guarded(name) });
  expect((await apply("一")).code).toBe(0);
  const { revision } = (await own.json(["rules", "show", "guarded"])) as { revision: string };
  expect((await own.belfry(["rules", "show", "guarded"])).out).toContain(revision);
  expect((await apply("二", "--revision", revision)).code).toBe(0);
  const refused = await apply("三", "--revision", revision);
  expect(refused).toMatchObject({ code: 5, err: expect.stringContaining("PRECONDITION_FAILED") as string });
  expect(await own.json(["rules", "show", "guarded"])).toMatchObject({ name: "二", version: 2 });
});
