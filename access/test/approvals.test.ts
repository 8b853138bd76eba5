import { randomBytes } from "node:crypto";
import { systemActor, type Actor, type ApprovalRequest } from "@belfry/model";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { builtinRoles, createAccess, createApprovals, type Access, type Approvals, type Caller } from "../src/index.ts";

let db: TestDatabase;
let access: Access;
let approvals: Approvals;
/** What followed from decisions, in their order. */
let applied: string[];
let unwanted: string | undefined;
const callers = new Map<string, Caller>();

beforeAll(async () => {
  db = await createTestDatabase();
  access = createAccess({ store: db.store, key: randomBytes(32) });
});
afterAll(() => db[Symbol.asyncDispose]());
beforeEach(async () => {
  await db.clock.set("2026-03-02T08:00:00Z");
  await db.store.pool.query("truncate belfry.approvals; delete from belfry.settings; delete from belfry.users");
  applied = [];
  unwanted = undefined;
  callers.clear();
  for (const name of ["alice", "bob", "carol"]) callers.set(name, await person(name));
  approvals = createApprovals({
    store: db.store,
    settings: access.settings,
    effects: {
      lock: async () => unwanted,
      apply: async (_tx, { subject }, { state }) => void applied.push(`${subject} ${state}`),
      committed: () => undefined,
      executionIsOpen: (column) => `${column} <> 99`,
    },
    onError: (error) => {
      throw error;
    },
  });
});

async function person(name: string): Promise<Caller> {
  const { rows } = await db.store.pool.query<{ id: number }>(
    `insert into belfry.users (name, password_hash, role, created_at, password_changed_at)
     values ($1, 'x', 'operator', belfry.now(), belfry.now()) returning id`,
    [name],
  );
  const permissions = new Set(builtinRoles.operator);
  const userId = rows[0]?.id ?? 0;
  return {
    kind: "person",
    name,
    role: "operator",
    permissions,
    scope: null,
    userId,
    pending: null,
    requestsPerMinute: null,
  };
}

const who = (name: string) => callers.get(name) as Caller;
const actor = (name: string): Actor => ({ kind: "person", name, address: "192.0.2.1", requestId: null });
const as = (name: string, comment?: string) => ({ caller: who(name), by: actor(name), comment });

async function ask(request: Partial<ApprovalRequest> = {}): Promise<number> {
  const whole: ApprovalRequest = {
    kind: "rule-enable",
    subject: "rule-enable:r",
    rule: "r",
    labels: { team: "学工处" },
    reason: "It sends to the outside.",
    requestedBy: ["alice"],
    by: actor("alice"),
    sample: { sends: ["actions[0]"] },
    ...request,
  };
  return (await db.store.transaction((tx) => approvals.ask(tx, whole))).id;
}

test("a second person approves, what follows happens once, and the trail names both", async () => {
  const id = await ask();
  expect(await approvals.decide(id, "approved", as("bob", "looks right"))).toMatchObject({
    state: "approved",
    decidedBy: "bob",
    comment: "looks right",
    decidedAt: new Date("2026-03-02T08:00:00Z"),
  });
  expect(applied).toEqual(["rule-enable:r approved"]);
  const { rows } = await db.store.pool.query(
    "select actor, action from belfry.audit_entries where subject_kind = 'approval' and subject = $1 order by n",
    [String(id)],
  );
  expect(rows).toEqual([
    { actor: "alice", action: "approvals.request" },
    { actor: "bob", action: "approvals.approve" },
  ]);
});

test("asking again while a request waits returns that one; after its end a new one is asked", async () => {
  const id = await ask();
  expect(await ask()).toBe(id);
  await approvals.decide(id, "rejected", as("bob"));
  expect(await ask()).not.toBe(id);
});

test("nobody approves what they asked for or wrote themselves, in whatever capital letters", async () => {
  const id = await ask({ requestedBy: ["Alice", "carol"] });
  for (const name of ["alice", "carol"]) {
    await expect(approvals.decide(id, "approved", as(name))).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
    await expect(approvals.decide(id, "rejected", as(name))).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
  }
  expect(applied).toEqual([]);
  expect((await approvals.get(id, who("bob"))).state).toBe("pending");
});

test("a program approves nothing, and whoever made the key that asks is not the second person", async () => {
  await db.store.pool.query(
    `insert into belfry.api_keys (id, name, secret_hash, permissions, created_by, created_at)
     values ('k1', 'Nightly', '\\x00', '{}', 'bob', belfry.now())`,
  );
  const id = await ask({ requestedBy: ["nightly"] });
  await expect(approvals.decide(id, "approved", as("bob"))).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
  const key = { ...who("carol"), kind: "key", userId: null } as const;
  await expect(approvals.decide(id, "approved", { caller: key, by: actor("carol") })).rejects.toMatchObject({
    code: "PERMISSION_DENIED",
  });
  expect((await approvals.decide(id, "approved", as("carol"))).state).toBe("approved");
});

test("somebody whose account was switched off a moment ago decides nothing any more", async () => {
  const id = await ask();
  await db.store.pool.query("update belfry.users set enabled = false where name = 'bob'");
  await expect(approvals.decide(id, "approved", as("bob"))).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
});

test("of two people who decide at once one wins, and the other is told so", async () => {
  const id = await ask();
  const outcomes = await Promise.allSettled([
    approvals.decide(id, "approved", as("bob")),
    approvals.decide(id, "rejected", as("carol")),
  ]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const refused = outcomes.find((outcome) => outcome.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "APPROVAL_DECIDED" });
  expect(applied).toHaveLength(1);
});

test("the same decision again changes nothing, another one is refused", async () => {
  const id = await ask();
  await approvals.decide(id, "approved", as("bob"));
  expect((await approvals.decide(id, "approved", as("bob"))).state).toBe("approved");
  await expect(approvals.decide(id, "rejected", as("bob"))).rejects.toMatchObject({ code: "APPROVAL_DECIDED" });
  await expect(approvals.decide(id, "approved", as("carol"))).rejects.toMatchObject({ code: "APPROVAL_DECIDED" });
  expect(applied).toHaveLength(1);
});

test("after its time, by the database's clock, a request cannot be decided and expires by itself", async () => {
  await access.settings.change({ approvals: { expiresAfter: "2h" } }, systemActor);
  const id = await ask();
  await db.clock.set("2026-03-02T10:00:00Z");
  await expect(approvals.decide(id, "approved", as("bob"))).rejects.toMatchObject({ code: "APPROVAL_DECIDED" });
  expect(applied).toEqual([]);
  await expire();
  expect((await approvals.get(id, who("bob"))).state).toBe("expired");
  expect(applied).toEqual(["rule-enable:r expired"]);
});

test("the next expiry is what the node sleeps until, and an execution that is over is due at once", async () => {
  const due = async () =>
    (await db.store.pool.query<{ due: Date | null }>(`select ${approvals.dueSource.nextDueSql} as due`)).rows[0]?.due;
  expect(await due()).toBeNull();
  await ask();
  expect(await due()).toEqual(new Date("2026-03-09T08:00:00Z"));
  const id = await ask({ kind: "step", subject: "step/99", executionId: 99 });
  expect(await due()).toEqual(new Date("2026-03-02T08:00:00Z"));
  await expire();
  expect(await approvals.get(id, who("bob"))).toMatchObject({ state: "withdrawn", comment: "The execution is over." });
  expect(applied).toEqual(["step/99 withdrawn"]);
});

test("what nobody wants any more is withdrawn instead of approved", async () => {
  const id = await ask();
  unwanted = "The execution is over.";
  await expect(approvals.decide(id, "approved", as("bob"))).rejects.toMatchObject({ code: "APPROVAL_DECIDED" });
  expect(applied).toEqual(["rule-enable:r withdrawn"]);
});

test("those who asked take it back, others cannot", async () => {
  const id = await ask();
  await expect(approvals.withdraw(id, as("bob"))).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
  expect((await approvals.withdraw(id, as("alice"))).state).toBe("withdrawn");
  await expect(approvals.decide(id, "approved", as("bob"))).rejects.toMatchObject({ code: "APPROVAL_DECIDED" });
});

test("whoever is restricted to labels sees and decides only theirs", async () => {
  const id = await ask();
  const mine = { ...who("bob"), scope: { labels: { team: ["学工处"] }, inputs: {} } };
  const others = { ...who("bob"), scope: { labels: { team: ["后勤"] }, inputs: {} } };
  expect(await approvals.list({ scope: mine.scope, limit: 10 })).toHaveLength(1);
  expect(await approvals.list({ scope: others.scope, limit: 10 })).toEqual([]);
  await expect(approvals.decide(id, "approved", { caller: others, by: actor("bob") })).rejects.toMatchObject({
    code: "APPROVAL_NOT_FOUND",
  });
  expect((await approvals.decide(id, "approved", { caller: mine, by: actor("bob") })).state).toBe("approved");
});

test("the list of what waits for somebody leaves out what they asked for and what is over", async () => {
  await ask();
  const decided = await ask({ subject: "rule-enable:s", rule: "s" });
  await approvals.decide(decided, "rejected", as("bob"));
  const rulesFor = async (name: string) =>
    (await approvals.list({ decidableBy: name, scope: null, limit: 10 })).map(({ rule }) => rule);
  expect(await rulesFor("bob")).toEqual(["r"]);
  expect(await rulesFor("ALICE")).toEqual([]);
});

/** Runs what a node runs when something is overdue, to its end. */
async function expire(): Promise<void> {
  approvals.dueSource.onDue();
  await vi.waitFor(() => expect(applied).not.toEqual([]), { timeout: 60_000 });
  await approvals.stop();
}

test("who could decide is who may, sees the rule, is switched on and did not ask", async () => {
  await db.store.pool.query(`insert into belfry.roles (name, description, permissions, created_at, updated_at)
    values ('releaser', '', array['approvals:decide'], belfry.now(), belfry.now())`);
  const add = (name: string, role: string, rest: { enabled?: boolean; labels?: Record<string, string[]> } = {}) =>
    db.store.pool.query(
      `insert into belfry.users (name, password_hash, role, enabled, scope, created_at, password_changed_at)
       values ($1, 'x', $2, $3, $4, belfry.now(), belfry.now())`,
      [name, role, rest.enabled ?? true, rest.labels === undefined ? null : { labels: rest.labels }],
    );
  await add("dora", "releaser");
  await add("eve", "viewer");
  await add("fay", "operator", { enabled: false });
  await add("gus", "operator", { labels: { school: ["west"] } });
  await add("hal", "operator", { labels: { school: ["east"] } });
  const found = (requestedBy: string[]) => approvals.deciders(db.store, { labels: { school: "east" }, requestedBy });
  expect(await found(["Alice"])).toEqual({ names: ["bob", "carol", "dora", "hal"], total: 4 });
  for (let n = 10; n < 22; n += 1) await add(`p${n}`, "operator");
  const many = await found(["alice", "bob", "carol", "dora", "hal"]);
  expect([many.names.length, many.total]).toEqual([10, 12]);
  await db.store.pool.query("delete from belfry.users where role = 'releaser'");
  await db.store.pool.query("delete from belfry.roles where name = 'releaser'");
});
