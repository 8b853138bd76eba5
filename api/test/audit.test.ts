import { createHash } from "node:crypto";
import { Scope } from "@belfry/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Entry {
  readonly id: number;
  readonly action: string;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outcome: string;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

async function entries(query = ""): Promise<Entry[]> {
  return (await api.call("GET", `/v1/audit?limit=200${query}`)).body.items as Entry[];
}
/** What was written while `work` ran, the oldest first. */
async function writtenBy(work: () => Promise<unknown>): Promise<Entry[]> {
  const last = (await entries())[0]?.id ?? 0;
  await work();
  return (await entries()).filter(({ id }) => id > last).toReversed();
}
const rule = (name = "一") => ({ rule: "audited", name, actions: [{ use: "test.echo", with: { value: 1 } }] });

/** A token of its own with these permissions and this scope. */
async function tokenWith(permissions: readonly string[], scope: Partial<Scope> | null = null): Promise<string> {
  const text = `bfy_test_${Math.random()}`;
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, scope, created_at)
     values ($1, 'limited', 'viewer', $2, $3, belfry.now())`,
    [createHash("sha256").update(text).digest(), permissions, scope === null ? null : Scope.parse(scope)],
  );
  return text;
}
const as = (token: string, method: string, path: string, body?: unknown) =>
  api.fetch(method, path, { headers: { authorization: `Bearer ${token}` }, ...(body !== undefined && { body }) });

test("each change says who made it, from where, with which request, and what is different now", async () => {
  let requestId: string | null = null;
  const written = await writtenBy(async () => {
    await api.call("PUT", "/v1/rules/audited", rule());
    await api.call("PUT", "/v1/rules/audited", rule());
    requestId = (await api.call("PUT", "/v1/rules/audited", rule("二"))).headers.get("x-request-id");
  });
  expect(written).toHaveLength(2);
  expect(written[1]).toMatchObject({
    actor: { kind: "token", name: "command line" },
    address: "127.0.0.1",
    requestId,
    action: "rules.save",
    subject: { kind: "rule", id: "audited" },
    outcome: "done",
    detail: { changes: [{ path: "name", before: "一", after: "二" }], version: 2 },
  });
});

test("whatever changes something through the API is in the trail", async () => {
  const account = { config: { loft: "tower", password: { $secret: "COO" } } };
  const written = await writtenBy(async () => {
    await api.call("POST", "/v1/rules/audited/enable");
    const { executionId } = (await api.call("POST", "/v1/rules/audited/trigger", {})).body as { executionId: number };
    await api.call("POST", `/v1/executions/${executionId}/cancel`);
    await api.call("POST", "/v1/rules/audited/disable");
    await api.call("PATCH", "/v1/variables", { values: { audited: [1] } });
    await api.call("DELETE", "/v1/variables/audited");
    await api.call("PUT", "/v1/secrets/COO", { value: "correct horse battery" });
    await api.call("PUT", "/v1/accounts/pigeon/main", account);
    await api.call("PUT", "/v1/accounts/pigeon/main", account);
    await api.call("PUT", "/v1/accounts/pigeon/main", { ...account, priority: 5 });
    await api.call("DELETE", "/v1/accounts/pigeon/main");
    await api.call("DELETE", "/v1/secrets/COO");
    await api.call("DELETE", "/v1/secrets/COO");
  });
  expect(written.map(({ action, subject }) => `${action} ${subject.kind} ${subject.id.replace(/^\d+$/, "N")}`)).toEqual(
    [
      "rules.enable rule audited",
      "rules.trigger rule audited",
      "executions.cancel execution N",
      "rules.disable rule audited",
      "variables.set variables audited",
      "variables.remove variables audited",
      "secrets.set secret COO",
      "accounts.save account pigeon/main",
      "accounts.save account pigeon/main",
      "accounts.remove account pigeon/main",
      "secrets.remove secret COO",
    ],
  );
  expect(JSON.stringify(written)).not.toContain("correct horse");
  expect(written[8]?.detail).toEqual({ changes: [{ path: "priority", before: 100, after: 5 }] });
});

test("a refused change leaves no entry, and reading leaves none", async () => {
  const written = await writtenBy(async () => {
    await api.call("PUT", "/v1/rules/audited", { ...rule(), actions: [] });
    await api.call("POST", "/v1/rules/nobody/enable");
    await api.call("GET", "/v1/rules/audited");
    await api.call("GET", "/v1/audit");
  });
  expect(written).toEqual([]);
});

test("a call that the permissions or the reach refuse is written down once a minute, with route and subject", async () => {
  const viewer = await tokenWith(["rules:read"]);
  const department = await tokenWith(["variables:read"], { labels: { team: ["a"] } });
  const written = await writtenBy(async () => {
    for (let n = 0; n < 5; n += 1) await as(viewer, "POST", "/v1/rules/audited/enable");
    await as(viewer, "DELETE", "/v1/accounts/pigeon/ma%00in");
    await as(department, "GET", "/v1/variables");
    const editor = await tokenWith(["rules:write"], { labels: { team: ["a"] } });
    await as(editor, "PUT", "/v1/rules/fresh", { ...rule(), rule: "fresh" });
  });
  expect(written).toMatchObject([
    {
      actor: { kind: "token", name: "limited" },
      action: "rules.enable",
      subject: { kind: "rule", id: "audited" },
      outcome: "denied",
      detail: { code: "PERMISSION_DENIED", count: 1 },
    },
    { action: "accounts.remove", subject: { kind: "account", id: "pigeon/ma\ufffdin" }, outcome: "denied" },
    { action: "variables.list", outcome: "denied" },
    {
      action: "rules.save",
      subject: { kind: "rule", id: "fresh" },
      outcome: "denied",
      detail: { code: "LABEL_NOT_ALLOWED" },
    },
  ]);
});

test("a wrong token is written down once, a request without one is not", async () => {
  const written = await writtenBy(async () => {
    for (let n = 0; n < 20; n += 1) await as("bfy_wrong", "GET", "/v1/rules");
    await api.fetch("GET", "/v1/rules");
    await api.fetch("GET", "/v1/rules", { headers: { cookie: "belfry_session=ended" } });
  });
  expect(written).toMatchObject([
    {
      actor: { kind: "unknown", name: "" },
      address: "127.0.0.1",
      action: "rules.list",
      outcome: "denied",
      detail: { code: "NOT_AUTHENTICATED" },
    },
  ]);
  expect(JSON.stringify(written)).not.toContain("bfy_wrong");
});

test("the list goes page by page and by each filter", async () => {
  const all = await entries();
  const first = (await api.call("GET", "/v1/audit?limit=3")).body;
  const second = (await api.call("GET", `/v1/audit?limit=3&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items].map(({ id }: Entry) => id)).toEqual(all.slice(0, 6).map(({ id }) => id));
  expect((await entries("&action=secrets")).map(({ action }) => action)).toEqual(["secrets.remove", "secrets.set"]);
  expect((await entries("&actor=limited")).every(({ outcome }) => outcome === "denied")).toBe(true);
  expect(await entries("&subjectKind=rule&subject=audited&outcome=done")).toHaveLength(5);
  expect(await entries("&until=2000-01-01T00:00:00Z")).toEqual([]);
  for (const query of ["action=%25", "outcome=maybe", "from=yesterday", "cursor=x", "unknown=1"]) {
    expect((await api.call("GET", `/v1/audit?${query}`)).body.code).toBe("REQUEST_INVALID");
  }
});

test("the trail is downloaded as a table or as lines, with the filters of the list", async () => {
  const csv = await api.call("GET", "/v1/audit/export?action=secrets");
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="audit.csv"/);
  expect(csv.headers.get("content-type")).toBe("text/csv");
  expect(
    csv.text
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(",")[6]),
  ).toEqual(["action", "secrets.set", "secrets.remove"]);
  const lines = await api.call("GET", "/v1/audit/export?format=ndjson");
  const parsed = lines.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Entry);
  expect(parsed.map(({ id }) => id)).toEqual((await entries()).map(({ id }) => id).toReversed());
});

test("who may not read personal data sees it masked, and cannot take the trail along", async () => {
  await api.call("PATCH", "/v1/variables", { values: { boss: "wang.laoshi@campus.example" } });
  const auditor = await tokenWith(["audit:read"]);
  const { body } = await as(auditor, "GET", "/v1/audit?limit=1");
  expect(body.items).toMatchObject([{ action: "variables.set", detail: { changes: [{ path: "boss" }] } }]);
  expect(JSON.stringify(body)).not.toContain("wang.laoshi");
  expect((await as(auditor, "GET", "/v1/audit/export")).body).toMatchObject({ code: "PERMISSION_DENIED" });
  expect((await as(auditor, "GET", "/v1/audit/verification")).status).toBe(200);
});

test("the chain is verified, against an end that was kept elsewhere too", async () => {
  const { body } = await api.call("GET", "/v1/audit/verification");
  expect(body).toMatchObject({ broken: null, verified: (await entries()).length });
  const known = `knownN=${body.end.n}&knownHash=${body.end.hash}`;
  expect((await api.call("GET", `/v1/audit/verification?${known}`)).body.broken).toBeNull();
  const other = `knownN=${body.end.n}&knownHash=${"0".repeat(64)}`;
  expect((await api.call("GET", `/v1/audit/verification?${other}`)).body.broken).toMatchObject({
    kind: "known-end-differs",
  });
  expect((await api.call("GET", "/v1/audit/verification?knownN=3")).body.code).toBe("REQUEST_INVALID");
  await api.test.database.store.pool.query(
    "begin; set local session_replication_role = replica; update belfry.audit_entries set actor = 'x' where n = 2; commit",
  );
  expect((await api.call("GET", "/v1/audit/verification")).body.broken).toMatchObject({ n: 2, kind: "changed" });
});
