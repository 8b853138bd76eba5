import { createHash } from "node:crypto";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStateReader } from "../fuzz/database-state.ts";
import { startTestApi, type TestApi } from "../start-test-api.ts";

let api: TestApi;
let readState: () => Promise<Readonly<Record<string, string>>>;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers] });
  readState = await createStateReader(api.test.database.store);
});
afterAll(() => api[Symbol.asyncDispose]());

const rule = (name: string, value: unknown = 1, rest: Record<string, unknown> = {}) => ({
  rule: name,
  name,
  actions: [{ id: "note", use: "test.echo", with: { value } }],
  ...rest,
});
const calendar = (name: string, until = "2026-12-31") => ({
  calendar: name,
  name: "校历",
  from: "2026-01-01",
  until,
  workWeek: [1, 2, 3, 4, 5],
  days: [],
});
const bring = (body: unknown, query = "") => api.call("POST", `/v1/rules/import${query}`, body);
const trial = (body: unknown) => bring(body, "?dryRun=true");
const outcomes = (body: { items: { name: string; outcome: string }[] }) =>
  body.items.map(({ name, outcome }) => `${name} ${outcome}`);
const get = async (name: string) => (await api.call("GET", `/v1/rules/${name}`)).body;

test("a trial says what would happen and changes nothing; the import does just that, and again changes nothing", async () => {
  const bundle = {
    rules: [rule("a1"), rule("a2", 1, { triggers: [{ cron: "0 6 * * *", calendar: "a-days" }] })],
    calendars: [calendar("a-days")],
    variables: { a_limit: 5 },
    note: "from elsewhere",
  };
  const before = await readState();
  const tried = (await trial(bundle)).body;
  expect(await readState()).toEqual(before);
  const created = ["a_limit created", "a-days created", "a1 created", "a2 created"];
  expect(outcomes(tried)).toEqual(created);
  expect(tried).toMatchObject({ applied: false, missingSecrets: [] });
  // The calendar comes in the same bundle: nothing will be missing.
  expect(tried.items[3]).toMatchObject({ warnings: [], before: null, after: { rule: "a2" }, status: "disabled" });

  const done = (await bring(bundle)).body;
  expect(done.applied).toBe(true);
  expect(outcomes(done)).toEqual(created);
  expect((await api.call("GET", "/v1/rules/a1/versions")).body.items).toMatchObject([
    { version: 1, note: bundle.note },
  ]);
  const again = (await bring(bundle)).body;
  expect(outcomes(again)).toEqual(created.map((text) => text.replace("created", "unchanged")));
  expect(await get("a1")).toMatchObject({ version: 1, status: "disabled", source: null });
});

test("what changes is shown step by step, and secrets that are missing are named", async () => {
  await bring({ rules: [rule("b", 1)] });
  const changed = rule("b", 2, { triggers: [{ id: "x", webhook: "token", secret: "${{ secrets.SHOP }}" }] });
  const { items } = (await trial({ rules: [changed] })).body;
  expect(items).toMatchObject([
    {
      outcome: "changed",
      version: 2,
      before: { actions: [{ with: { value: 1 } }] },
      after: { actions: [{ with: { value: 2 } }] },
      changes: expect.arrayContaining([
        { path: "actions.0.with.value", kind: "changed", step: "note", before: 1, after: 2 },
      ]),
    },
  ]);
});

test("one part that is refused lets nothing happen, and every problem is told with its place", async () => {
  const bundle = {
    rules: [rule("c1"), { ...rule("c2"), actions: [{ use: "no.such" }] }, rule("c1"), { name: "without" }],
    calendars: [{ ...calendar("c-days"), until: "2025-01-01" }],
  };
  const before = await readState();
  const refused = await bring(bundle);
  expect(refused).toMatchObject({ status: 422, body: { code: "RULE_IMPORT_REFUSED" } });
  const paths = refused.body.problems.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(expect.arrayContaining(["rules[1].actions[0].use", "rules[2].rule", "rules[3].rule"]));
  expect(paths.some((path: string) => path.startsWith("calendars[0]"))).toBe(true);
  expect(await readState()).toEqual(before);
  expect(outcomes((await trial(bundle)).body).filter((text) => text.endsWith("refused"))).toHaveLength(4);
});

test("rules of a source that are not in the bundle are archived, and no others; they come back when they are in it again", async () => {
  await bring({ rules: [rule("d-mine")] });
  await bring({ rules: [rule("d-other")], source: "other" });
  await bring({ rules: [rule("d1"), rule("d2"), rule("d3")], source: "campus" });
  await api.call("POST", "/v1/rules/d2/enable");
  const without = { rules: [rule("d1"), rule("d3")], source: "campus", prune: true };
  const tried = (await trial(without)).body;
  expect(outcomes(tried)).toEqual(["d1 unchanged", "d3 unchanged", "d2 archived"]);
  expect(await get("d2")).toMatchObject({ status: "enabled" });
  expect(outcomes((await bring(without)).body)).toEqual(outcomes(tried));
  expect(await get("d2")).toMatchObject({ status: "archived", source: "campus" });
  expect(await get("d-mine")).toMatchObject({ status: "disabled" });
  expect(await get("d-other")).toMatchObject({ status: "disabled" });
  expect(outcomes((await bring(without)).body)).toEqual(["d1 unchanged", "d3 unchanged"]);

  const back = { rules: [rule("d1"), rule("d2", 2), rule("d3")], source: "campus" };
  expect((await bring(back)).body.items[1]).toMatchObject({ outcome: "changed", status: "disabled", version: 2 });
  expect((await api.call("GET", "/v1/rules?source=campus")).body.items).toHaveLength(3);
});

test("nothing is pruned without a source, or with no rules at all", async () => {
  await bring({ rules: [rule("e1")], source: "e" });
  for (const body of [
    { rules: [], source: "e", prune: true },
    { rules: [rule("e1")], prune: true },
  ])
    expect((await bring(body)).body).toMatchObject({ code: "REQUEST_INVALID" });
  expect(await get("e1")).toMatchObject({ status: "disabled" });
});

test("a rule that is kept in other files is taken over only when that is said", async () => {
  await bring({ rules: [rule("f1")], source: "first" });
  const moved = { rules: [rule("f1")], source: "second" };
  expect((await trial(moved)).body.items).toMatchObject([{ outcome: "refused", code: "RULE_KEPT_ELSEWHERE" }]);
  expect((await bring({ ...moved, takeOver: true })).body.items).toMatchObject([{ outcome: "changed", version: 1 }]);
  expect((await get("f1")).source).toBe("second");
  // Without a source a rule stays where it is kept.
  await bring({ rules: [rule("f1", 2)] });
  expect(await get("f1")).toMatchObject({ source: "second", version: 2 });
});

test("an archived rule is not overwritten, and one that somebody has changed meanwhile neither", async () => {
  await bring({ rules: [rule("g1"), rule("g2")] });
  await api.call("POST", "/v1/rules/g1/archive");
  const { items } = (await trial({ rules: [rule("g1", 2), rule("g2", 2)] })).body;
  expect(items).toMatchObject([{ outcome: "refused", code: "RULE_NOT_ENABLED" }, { outcome: "changed" }]);
  const expected = { g2: items[1].revision as string, g3: null };
  await bring({ rules: [rule("g2", 3)] });
  const late = await bring({ rules: [rule("g2", 2), rule("g3")], expected });
  expect(late).toMatchObject({ status: 422, body: { problems: [{ path: "rules[0]" }] } });
  expect(late.body.problems[0].message).toContain("PRECONDITION_FAILED");
  expect((await get("g3")).code).toBe("RULE_NOT_FOUND");
});

test("rules are enabled when that is asked for and nothing hinders them", async () => {
  const asks = rule("h2", 1, { triggers: [{ cron: "0 6 * * *", calendar: "nowhere" }] });
  expect((await trial({ rules: [rule("h1"), asks], enable: true })).body.items).toMatchObject([
    { status: "enabled", outcome: "created" },
    { outcome: "refused", problems: [{ path: "triggers[0].calendar" }] },
  ]);
  expect((await bring({ rules: [rule("h1"), asks] })).body.items[1].warnings).toHaveLength(1);
  await bring({ rules: [rule("h1")], enable: true });
  expect(await get("h1")).toMatchObject({ status: "enabled" });
  // A change keeps the rule enabled.
  expect((await bring({ rules: [rule("h1", 2)] })).body.items).toMatchObject([{ status: "enabled", version: 2 }]);
});

test("what is exported is imported elsewhere as the same rules, and holds no secret", async () => {
  await api.call("PUT", "/v1/secrets/GATE", { value: "s3cret-value" });
  await api.call("PATCH", "/v1/variables", { values: { i_limit: 7, i_unused: 1 } });
  await api.call("PUT", "/v1/calendars/i-days", { ...calendar("i-days"), calendar: undefined });
  const first = rule("i1", "${{ vars.i_limit }}", {
    folder: "i",
    triggers: [
      { id: "gate", webhook: "token", secret: "${{ secrets.GATE }}" },
      { cron: "0 6 * * *", calendar: "i-days" },
    ],
  });
  expect((await api.call("PUT", "/v1/rules/i1", first)).status).toBe(200);
  const exported = await api.call("GET", "/v1/rules/i1/export");
  expect(exported.text).not.toContain("s3cret-value");
  expect(exported.body).toMatchObject({
    rules: [first],
    calendars: [{ calendar: "i-days" }],
    variables: { i_limit: 7 },
    needs: { secrets: ["GATE"], variables: [], calendars: [], rules: [] },
  });
  expect(Object.keys(exported.body.variables)).toEqual(["i_limit"]);
  expect((await api.call("GET", "/v1/rule-bundle?folder=i")).body).toEqual(exported.body);
  const { needs: _needs, ...bundle } = exported.body;
  expect(outcomes((await bring(bundle)).body).every((text) => text.endsWith("unchanged"))).toBe(true);

  const elsewhere = await startTestApi({ plugins: [builtinTriggers] });
  try {
    const { body } = await elsewhere.call("POST", "/v1/rules/import", bundle);
    expect(outcomes(body)).toEqual(["i_limit created", "i-days created", "i1 created"]);
    expect((await elsewhere.call("GET", "/v1/rules/i1/export")).body).toEqual(exported.body);
  } finally {
    await elsewhere[Symbol.asyncDispose]();
  }
});

test("variables and calendars take their own permissions, and an export the one for personal data", async () => {
  const token = `bfy_test_${Math.random()}`;
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, created_at)
     values ($1, 'editor of rules', 'viewer', '{rules:read,rules:write}', belfry.now())`,
    [createHash("sha256").update(token).digest()],
  );
  const headers = { authorization: `Bearer ${token}` };
  const body = { rules: [rule("j")], calendars: [calendar("j-days")], variables: { j: 1 } };
  const tried = await api.fetch("POST", "/v1/rules/import?dryRun=true", { body, headers });
  expect(tried.body.items.map(({ outcome, code }: { outcome: string; code: string }) => code ?? outcome)).toEqual([
    "PERMISSION_DENIED",
    "PERMISSION_DENIED",
    "created",
  ]);
  expect((await api.fetch("POST", "/v1/rules/import", { body, headers })).status).toBe(422);
  expect((await api.fetch("GET", "/v1/rule-bundle", { headers })).status).toBe(403);
});

test("many imports at once do not wait for each other's connections", async () => {
  const bundles = Array.from({ length: 40 }, (_, n) => ({
    rules: [rule(`k${n}`, "${{ vars.k }}", { triggers: [{ webhook: "token", secret: "${{ secrets.K }}" }] })],
    calendars: [calendar("k-days")],
  }));
  // Nothing has been read here before: whoever reads the calendars needs a connection for it.
  await using fresh = await startTestApi({ plugins: [builtinTriggers] });
  const sent = bundles.map((bundle) => fresh.call("POST", "/v1/rules/import?dryRun=true", bundle));
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(bundles.map(() => 200));
});
