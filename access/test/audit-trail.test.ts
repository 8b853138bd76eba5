import type { AuditRecord } from "@belfry/model";
import { createTestDatabase, tester, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createAuditTrail, eraseAuditDetails, writeAudit, type AuditTrail } from "../src/index.ts";

let database: TestDatabase;
let trail: AuditTrail;
beforeEach(async () => {
  await database?.[Symbol.asyncDispose]();
  database = await createTestDatabase();
  trail = createAuditTrail(database.store);
});
afterAll(() => database[Symbol.asyncDispose]());

function record(n: number, rest: Partial<AuditRecord> = {}): AuditRecord {
  return {
    by: tester,
    action: "rules.save",
    subject: { kind: "rule", id: `rule-${n}` },
    outcome: "done",
    before: { name: "早报", n: 0.1 },
    after: { name: '晚报 \u2028 "quoted" \\ 🔔', n: 1e21, deep: [{ b: 1, a: null }] },
    ...rest,
  };
}

async function write(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await trail.write(record(n));
}

/** Does what only a superuser of the database can: writes without the trigger that forbids it. */
async function tamper(sql: string): Promise<void> {
  await database.store.pool.query(`begin; set local session_replication_role = replica; ${sql}; commit`);
}

test("the chain holds for whatever an entry says", async () => {
  await write(5);
  expect(await trail.verify()).toMatchObject({ broken: null, verified: 5, end: { n: 5 } });
});

test("an empty trail is whole", async () => {
  expect(await trail.verify()).toMatchObject({ broken: null, verified: 0, end: { n: 0 } });
});

test.each([
  "update belfry.audit_entries set actor = 'x'",
  "delete from belfry.audit_entries",
  "truncate belfry.audit_entries",
])("the database refuses: %s", async (sql) => {
  await write(1);
  await expect(database.store.pool.query(sql)).rejects.toThrow("append-only");
});

test.each([
  ["actor", "actor = 'somebody else'"],
  ["kind of the actor", "actor_kind = 'system'"],
  ["address", "address = '10.0.0.1'"],
  ["request", "request_id = 'r'"],
  ["time", "at = at + interval '1 microsecond'"],
  ["action", "action = 'rules.list'"],
  ["subject", "subject = 'another'"],
  ["kind of the subject", "subject_kind = 'secret'"],
  ["outcome", "outcome = 'denied'"],
  ["detail", `detail = detail || '{"x": 1}'`],
  ["hash", "hash = sha256('x')"],
  ["hash of the detail", "detail_hash = sha256('x')"],
])("a changed %s is found", async (_what, change) => {
  await write(5);
  await tamper(`update belfry.audit_entries set ${change} where n = 3`);
  expect(await trail.verify()).toMatchObject({ broken: { n: 3, kind: "changed" }, verified: 2 });
});

test("an entry that was taken out is found", async () => {
  await write(5);
  await tamper("delete from belfry.audit_entries where n = 3");
  expect(await trail.verify()).toMatchObject({ broken: { n: 3, kind: "missing" }, verified: 2 });
});

test("an entry that was taken out is found also when those behind it are numbered anew", async () => {
  await write(5);
  await tamper("delete from belfry.audit_entries where n = 3; update belfry.audit_entries set n = 3 where n = 4");
  expect(await trail.verify()).toMatchObject({ broken: { n: 3, kind: "changed" } });
});

test("two entries that changed places are found", async () => {
  await write(5);
  await tamper(`update belfry.audit_entries set n = 99 where n = 2; update belfry.audit_entries set n = 2 where n = 3;
    update belfry.audit_entries set n = 3 where n = 99`);
  expect(await trail.verify()).toMatchObject({ broken: { n: 2, kind: "changed" }, verified: 1 });
});

test("an end that was cut off is found", async () => {
  await write(5);
  await tamper("delete from belfry.audit_entries where n > 3");
  expect(await trail.verify()).toMatchObject({ broken: { n: 4, kind: "cut-off" }, verified: 3 });
});

test("an end that was cut off is found also when the row beside it was set back, by whoever kept the end", async () => {
  await write(5);
  const { end } = await trail.verify();
  await tamper(`delete from belfry.audit_entries where n > 3;
    update belfry.audit_head h set n = e.n, hash = e.hash from belfry.audit_entries e where e.n = 3`);
  expect(await trail.verify()).toMatchObject({ broken: null, verified: 3 });
  expect(await trail.verify(end)).toMatchObject({ broken: { n: 4, kind: "known-end-differs" } });
  // Somebody who writes it on anew reaches the number, never the hash.
  await write(2);
  expect(await trail.verify(end)).toMatchObject({ broken: { n: 5, kind: "known-end-differs" } });
});

test("an entry that was put in behind the end is found", async () => {
  await write(2);
  await tamper(`insert into belfry.audit_entries
    select 3, at, actor_kind, actor, address, request_id, action, subject_kind, subject, outcome, detail, detail_hash, hash
    from belfry.audit_entries where n = 2`);
  expect(await trail.verify()).toMatchObject({ broken: { n: 3, kind: "changed" } });
});

test("fifty writers at once keep one chain without gaps", async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      database.store
        .transaction(async (tx) => {
          await writeAudit(tx, record(n));
          // Every fifth changes its mind: nothing of it may stay, and no number may be missing.
          if (n % 5 === 0) throw new Error("changed my mind");
        })
        .catch(() => undefined),
    ),
  );
  expect(await trail.verify()).toMatchObject({ broken: null, verified: 40, end: { n: 40 } });
});

test("a trail longer than a batch is verified to its end", async () => {
  await database.store.transaction(async (tx) => {
    for (let n = 1; n <= 1_100; n += 1) await writeAudit(tx, record(n));
  });
  expect(await trail.verify()).toMatchObject({ broken: null, verified: 1_100 });
  await tamper("update belfry.audit_entries set subject = 'x' where n = 1099");
  expect(await trail.verify()).toMatchObject({ broken: { n: 1_099 }, verified: 1_098 });
});

test("erased details leave the chain whole, and only those with the text are erased", async () => {
  await trail.write(record(1, { detail: { phone: "13800000000" } }));
  await trail.write(record(2, { detail: { name: 'A "B" \\ C' } }));
  await trail.write(record(3, { detail: { phone: "13900000000" } }));
  expect(await eraseAuditDetails(database.store, [])).toBe(0);
  expect(await eraseAuditDetails(database.store, [""])).toBe(0);
  expect(await eraseAuditDetails(database.store, ["13800000000", 'A "B" \\ C'])).toBe(2);
  expect(await eraseAuditDetails(database.store, ["13800000000"])).toBe(0);
  expect((await trail.list({})).map(({ detail }) => detail === null)).toEqual([false, true, true]);
  expect(await trail.verify()).toMatchObject({ broken: null, verified: 3 });
});

test("an entry says where before and after differ", async () => {
  await trail.write(record(1));
  const [entry] = await trail.list({});
  expect(entry).toMatchObject({
    id: 1,
    actor: { kind: "person", name: "test" },
    action: "rules.save",
    subject: { kind: "rule", id: "rule-1" },
    outcome: "done",
    detail: { changes: [{ path: "name", before: "早报" }, { path: "n", before: 0.1 }, { path: "deep" }] },
  });
});

test("each filter gives its part, page by page and as a whole", async () => {
  await database.clock.set("2026-03-01T00:00:00Z");
  await trail.write(record(1));
  await trail.write(record(2, { by: { ...tester, name: "li" }, action: "rules.enable" }));
  await database.clock.set("2026-03-02T00:00:00Z");
  await trail.write(record(3, { action: "rulesets.save", subject: { kind: "secret", id: "A" }, outcome: "denied" }));
  const ids = async (filter: Parameters<AuditTrail["list"]>[0]) => (await trail.list(filter)).map(({ id }) => id);
  expect(await ids({})).toEqual([3, 2, 1]);
  expect(await ids({ actor: "li" })).toEqual([2]);
  expect(await ids({ action: "rules" })).toEqual([2, 1]);
  expect(await ids({ action: "rules.save" })).toEqual([1]);
  expect(await ids({ subjectKind: "secret" })).toEqual([3]);
  expect(await ids({ subjectKind: "rule", subject: "rule-2" })).toEqual([2]);
  expect(await ids({ outcome: "denied" })).toEqual([3]);
  expect(await ids({ from: new Date("2026-03-02T00:00:00Z") })).toEqual([3]);
  expect(await ids({ until: new Date("2026-03-02T00:00:00Z") })).toEqual([2, 1]);
  expect((await trail.list({ action: "rules" }, { before: 2, limit: 1 })).map(({ id }) => id)).toEqual([1]);
  const all: number[] = [];
  for await (const { id } of trail.readAll({ action: "rules" })) all.push(id);
  expect(all).toEqual([1, 2]);
});
