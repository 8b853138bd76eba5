/**
 * Two departments. For every route with the reach `scoped`, whoever is restricted to one sees nothing of the other and
 * changes nothing of it. The routes come from the OpenAPI document: a new one that no case covers fails the first test.
 */
import type { Scope } from "@belfry/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtinTriggers } from "@belfry/triggers";
import { openApiDocument } from "../src/index.ts";
import { bodies } from "./scope-departments/bodies.ts";
import { campaignOf, gridOf } from "./scope-departments/definitions.ts";
import { addressOf, createDepartment, insert, stateOf, type Department } from "./scope-departments/department.ts";
import { callAs, definition, tokenIn } from "./scope-fixture.ts";
import { startTestApi, type Answer, type TestApi } from "./start-test-api.ts";

type Item = Readonly<Record<string, unknown>>;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
}

const document = await openApiDocument("0");
const scoped = Object.entries(document["paths"] as Record<string, Record<string, Record<string, unknown>>>).flatMap(
  ([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation["x-reach"] === "scoped")
      .map(([method, { operationId }]): Operation => ({
        method: method.toUpperCase(),
        path,
        operation: operationId as string,
      })),
);
const isLast = ({ operation }: Operation) => Number(operation === "grids.remove");
// A grid that is removed is not found by those after it.
const named = scoped.filter(({ path }) => path.includes("{")).toSorted((a, b) => isLast(a) - isLast(b));
const listed = scoped.filter(({ path }) => !path.includes("{"));

/** How a list is read: its query, and which part of a department an item is. */
const lists: Readonly<Record<string, { query: string; part: keyof Department; idOf: (item: Item) => unknown }>> = {
  "rules.list": { query: "archived=true", part: "rule", idOf: ({ rule }) => rule },
  "rules.folders": { query: "", part: "rule", idOf: ({ folder }) => folder },
  "executions.list": { query: "limit=200", part: "executionId", idOf: ({ id }) => id },
  "messages.why": {
    query: "recipient=x@x.cn&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z",
    part: "messageId",
    idOf: ({ messageId }) => messageId,
  },
  "messages.list": { query: "limit=200", part: "messageId", idOf: ({ id }) => id },
  "feeds.list": { query: "limit=200", part: "rule", idOf: ({ rule }) => rule },
  "events.list": { query: "limit=200", part: "eventId", idOf: ({ id }) => id },
  "failures.list": { query: "limit=200", part: "group", idOf: ({ group }) => group },
  "failures.jobs": { query: "limit=200", part: "jobId", idOf: ({ id }) => id },
  "alerts.list": { query: "limit=200", part: "rule", idOf: ({ rule }) => rule },
  "templates.list": { query: "limit=200", part: "template", idOf: ({ code }) => code },
  "approvals.list": { query: "limit=200", part: "approvalId", idOf: ({ id }) => id },
  "freshness.list": { query: "", part: "grid", idOf: ({ grid }) => grid },
  "incentives.campaigns": { query: "", part: "campaign", idOf: ({ campaign }) => campaign },
  "incentives.people": { query: "limit=200", part: "campaign", idOf: ({ campaign }) => campaign },
  "grids.list": { query: "", part: "grid", idOf: ({ definition: grid }) => (grid as Item)["grid"] },
};
const edited = (rule: string) => ({ definition: definition(rule) });
let api: TestApi;
let ours: Department;
let theirs: Department;
let token: string;
let unowned: number;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers] });
  ours = await createDepartment(api, "ours", "甲");
  theirs = await createDepartment(api, "theirs", "乙");
  token = await tokenWith({ labels: { team: ["甲"] } });
  unowned = await insert(
    api,
    "messages (idempotency_key, channel, content, created_at)",
    `('none', 'pigeon', '{"subject":"","text":"","attachments":[]}', belfry.now())`,
  );
});
afterAll(() => api[Symbol.asyncDispose]());

const tokenWith = (scope: Partial<Scope>) => tokenIn(api, scope);
const as = (bearer: string, method: string, path: string, body?: unknown) => callAs(api, bearer, method, path, body);

test("every scoped route is covered: it names something that is guarded, or a case knows how to read its list", () => {
  const known = [
    "rule",
    "executionId",
    "messageId",
    "artifactId",
    "approvalId",
    "eventId",
    "version",
    "group",
    "jobId",
    "template",
    "grid",
    "backfillId",
    "cell",
    "campaign",
    "contract",
    "correctionId",
    "runId",
    "revision",
    "month",
  ];
  for (const { path } of named) {
    for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(known, `{${name}} in ${path}`).toContain(name);
  }
  expect(listed.map(({ operation }) => operation).toSorted()).toEqual(
    [
      ...Object.keys(lists),
      "changes.watch",
      "events.send",
      // Sums, of which the last test of campaigns says whose they are.
      "incentives.totals",
      "incentives.trend",
      "incentives.rewards",
      "incentives.choices",
      "incentives.export",
      "failures.redrive",
      "failures.dismiss",
      "rules.import",
      "rules.exportMany",
      "statistics.read",
      "statistics.messages",
      "messages.send",
      "messages.sendBatch",
      "messages.query",
    ].toSorted(),
  );
  expect(scoped.length).toBeGreaterThan(18);
});

describe("nothing of another department is found or changed", () => {
  // Before the others, which put the rule away.
  test.each(listed.filter(({ operation }) => lists[operation] !== undefined))("$method $path", async (route) => {
    const { query, part, idOf } = lists[route.operation]!;
    const read = async (bearer: string) =>
      ((await as(bearer, route.method, `${route.path}?${query}`)).body.items as Item[]).map(idOf);
    expect(await read(api.token)).toEqual(expect.arrayContaining([ours[part], theirs[part]]));
    const seen = await read(token);
    expect(seen).toContain(ours[part]);
    expect(seen).not.toContain(theirs[part]);
  });

  // Of a rule that is not there yet these three are about the one that somebody is about to save.
  const mayCreate = [
    "rules.save",
    "rules.preview",
    "rules.whatIf",
    "grids.save",
    "incentives.saveCampaign",
    "incentives.installCampaign",
  ];

  test.each(["preview", "what-if"])("POST /v1/rules/{rule}/%s of another department's rule", async (noun) => {
    const { rule } = theirs;
    const foreign = await as(token, "POST", `/v1/rules/${rule}/${noun}`, edited(rule));
    expect(foreign).toMatchObject({ status: 404, body: { code: "RULE_NOT_FOUND" } });
    expect((await as(token, "POST", `/v1/rules/${ours.rule}/${noun}`, edited(ours.rule))).status).toBe(200);
    expect((await as(token, "POST", `/v1/rules/nobodys/${noun}`, edited("nobodys"))).status).toBe(200);
  });

  test.each(named.filter(({ operation }) => !mayCreate.includes(operation)))("$method $path", async (route) => {
    const before = await stateOf(api, theirs);
    const body = bodies[route.operation]?.(theirs.rule);
    const foreign = await as(token, route.method, addressOf(route.path, theirs), body);
    // Word for word what is said of something that does not exist.
    const nothing: Department = {
      rule: "nothing",
      executionId: 999_999,
      messageId: 999_999,
      artifactId: "nothing",
      approvalId: 999_999,
      eventId: 999_999,
      version: 1,
      group: "0".repeat(16),
      jobId: 999_999,
      template: "nothing",
      grid: "nothing",
      campaign: "NOTHING",
      contract: "c-1",
      correctionId: 999_999,
      runId: 999_999,
      revision: "1",
      month: "2025-04",
      backfillId: 999_999,
      cell: "9-9-9",
    };
    const missing = await as(token, route.method, addressOf(route.path, nothing), body);
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: "", detail: "" }).toEqual({ ...missing.body, requestId: "", detail: "" });
    expect(await stateOf(api, theirs)).toEqual(before);
    const own = await as(token, route.method, addressOf(route.path, ours), bodies[route.operation]?.(ours.rule));
    // A file that is only a row here, and states in which nothing can be done: whatever it is, it was found.
    if (route.operation !== "artifacts.download") expect(own.body?.code ?? "").not.toMatch(/NOT_FOUND/);
  });
});

test("an export holds nothing of another department, and an import changes nothing of it", async () => {
  await api.call("POST", "/v1/rules/ours/enable");
  const names = ({ body }: Answer) => (body.rules as Item[]).map(({ rule }) => rule);
  expect(names(await api.call("GET", "/v1/rule-bundle"))).toEqual(["ours", "theirs"]);
  expect(names(await as(token, "GET", "/v1/rule-bundle"))).toEqual(["ours"]);
  expect((await as(token, "GET", "/v1/rule-bundle?rules=theirs")).body.code).toBe("RULE_NOT_FOUND");

  const before = await stateOf(api, theirs);
  const rules = [definition("theirs", "甲", "taken over"), definition("new-one", "乙")];
  const bundle = { rules, variables: { semester: 1 }, calendars: [{ calendar: "x" }] };
  const { items } = (await as(token, "POST", "/v1/rules/import?dryRun=true", bundle)).body as { items: Item[] };
  expect(items.map(({ kind, code, before: shown }) => [kind, code, shown])).toEqual([
    ["variable", "PERMISSION_DENIED", null],
    ["calendar", "CALENDAR_INVALID", null],
    ["rule", "RULE_EXISTS", null],
    ["rule", "LABEL_NOT_ALLOWED", null],
  ]);
  expect(await as(token, "POST", "/v1/rules/import", bundle)).toMatchObject({ status: 422 });
  expect(await stateOf(api, theirs)).toEqual(before);
  const source = { source: "git", takeOver: true };
  await api.call("POST", "/v1/rules/import", { rules: [definition("theirs", "乙")], ...source });
  const pruned = { rules: [definition("ours", "甲")], prune: true, ...source };
  const done = (await as(token, "POST", "/v1/rules/import", pruned)).body as { items: Item[] };
  expect(done.items.map(({ name }) => name)).toEqual(["ours"]);
  expect((await api.call("GET", "/v1/rules/theirs")).body).toMatchObject({
    name: "规则",
    status: expect.not.stringMatching("archived"),
  });
});

test("a message without an execution belongs to no department", async () => {
  expect((await api.call("GET", `/v1/messages/${unowned}`)).status).toBe(200);
  expect((await as(token, "GET", `/v1/messages/${unowned}`)).body.code).toBe("MESSAGE_NOT_FOUND");
  const { items } = (await as(token, "GET", "/v1/messages?limit=200")).body as { items: Item[] };
  expect(items.map(({ id }) => id)).not.toContain(unowned);
});

const pigeonMessage = (team?: string) => ({
  channel: "pigeon",
  to: ["a@x.cn"],
  text: "您好",
  ...(team !== undefined && { labels: { team } }),
});

test("who is restricted sends messages of their department, and sees those alone", async () => {
  await api.call("PUT", "/v1/secrets/LOFT", { value: "coo" });
  await api.call("PUT", "/v1/accounts/pigeon/main", { config: { loft: "north", password: { $secret: "LOFT" } } });
  const send = (bearer: string, team?: string) => as(bearer, "POST", "/v1/messages", pigeonMessage(team));
  const mine = await send(token, "甲");
  expect(mine.status).toBe(202);
  for (const team of ["乙", undefined]) {
    expect(await send(token, team)).toMatchObject({ status: 403, body: { code: "LABEL_NOT_ALLOWED" } });
  }
  const batch = { messages: [pigeonMessage("乙"), pigeonMessage("甲")] };
  const sent = await as(token, "POST", "/v1/messages/batch", batch);
  expect(sent.body.items).toMatchObject([{ refused: { code: "LABEL_NOT_ALLOWED" } }, { held: false }]);
  const other = (await send(api.token, "乙")).body.id as number;
  expect((await as(token, "GET", `/v1/messages/${other}`)).status).toBe(404);
  const ids = [mine.body.id, other, theirs.messageId, ours.messageId];
  const found = (await as(token, "POST", "/v1/messages/query", { ids })).body.items as Item[];
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set([ours.messageId, mine.body.id]));
  const seen = (await as(token, "GET", "/v1/messages?limit=200")).body.items as Item[];
  expect(seen.map(({ id }) => id)).not.toContain(other);
  const told = async (bearer: string) =>
    (await as(bearer, "GET", "/v1/statistics/messages?group=label")).body.groups as { value: string }[];
  expect((await told(token)).map(({ value }) => value)).toEqual(["team=甲"]);
  expect((await told(api.token)).map(({ value }) => value)).toContain("team=乙");
  const limited = await tokenWith({ labels: { team: ["甲"] }, inputs: { ours: { buildings: [1] } } });
  expect(await send(limited, "甲")).toMatchObject({ status: 403, body: { code: "PERMISSION_DENIED" } });
  const file = await as(token, "POST", "/v1/messages", {
    ...pigeonMessage("甲"),
    attachments: [{ artifact: theirs.artifactId }],
  });
  expect(file).toMatchObject({ status: 404, body: { code: "ARTIFACT_NOT_FOUND" } });
});

test("a page of a list is as long as asked for, whatever lies between", async () => {
  await api.call("POST", "/v1/rules/ours/enable");
  for (let n = 0; n < 6; n += 1) {
    await api.call("POST", `/v1/rules/${n % 2 === 0 ? "theirs" : "ours"}/trigger`, {});
  }
  const first = (await as(token, "GET", "/v1/executions?limit=2")).body;
  expect(first.items).toHaveLength(2);
  const second = (await as(token, "GET", `/v1/executions?limit=2&cursor=${first.nextCursor}`)).body;
  expect(second.items).toHaveLength(2);
  const rules = [...first.items, ...second.items].map(({ rule }: { rule: string }) => rule);
  expect(new Set(rules)).toEqual(new Set(["ours"]));
});

test("lists that are asked for something of others are empty", async () => {
  for (const query of [
    `executions?rule=theirs`,
    `executions?parent=${theirs.executionId}`,
    `messages?execution=${theirs.executionId}`,
  ]) {
    expect((await as(token, "GET", `/v1/${query}`)).body.items).toEqual([]);
  }
});

const listening = (rule: string, team: string) => ({
  ...definition(rule, team),
  triggers: [{ id: "x", event: "gate.opened" }],
});

test("what somebody who is restricted sends starts neither rules of others nor those they may give certain inputs only", async () => {
  for (const [rule, team] of [
    ["gate-a", "甲"],
    ["gate-b", "甲"],
    ["gate-c", "乙"],
  ] as const) {
    await api.call("PUT", `/v1/rules/${rule}`, listening(rule, team));
    await api.call("POST", `/v1/rules/${rule}/enable`);
  }
  const limited = await tokenWith({ labels: { team: ["甲"] }, inputs: { "gate-b": { buildings: [1] } } });
  const send = (bearer: string) =>
    api.fetch("POST", "/v1/events", {
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/cloudevents+json" },
      body: JSON.stringify({ specversion: "1.0", id: "opened", source: "/gate", type: "gate.opened" }),
    });
  const started = async (): Promise<Record<string, number>> => {
    const { rows } = await api.test.database.store.pool.query<{ rule: string; n: number }>(
      `select r.slug as rule, count(*)::int as n from belfry.executions e join belfry.rules r on r.id = e.rule_id
       where r.slug like 'gate-%' group by r.slug`,
    );
    return Object.fromEntries(rows.map(({ rule, n }) => [rule, n]));
  };
  const first = await send(limited);
  expect(first).toMatchObject({ status: 202, body: { items: [{ duplicate: false }] } });
  expect(await started()).toEqual({ "gate-a": 1 });
  const { id } = first.body.items[0] as { id: number };
  await as(limited, "POST", `/v1/events/${id}/replay`);
  expect(await started()).toEqual({ "gate-a": 2 });
  // An id that they sent first does not keep the event from the rules of others.
  expect((await send(api.token)).body.items).toMatchObject([{ duplicate: false }]);
  expect(await started()).toEqual({ "gate-a": 3, "gate-b": 1, "gate-c": 1 });
});

test("sums of campaigns hold nothing of another department, and a campaign of others cannot be taken over", async () => {
  const sums = async (bearer: string, query = "") =>
    (await as(bearer, "GET", `/v1/incentives/totals${query}`)).body as Item;
  expect(await sums(api.token)).toMatchObject({ contracts: 2 });
  expect(await sums(token)).toMatchObject({ contracts: 1 });
  expect(await sums(token, "?campaign=THEIRS")).toMatchObject({ code: "CAMPAIGN_NOT_FOUND" });
  const trend = (await as(token, "GET", "/v1/incentives/trend")).body as { items: Item[] };
  expect(trend.items).toMatchObject([{ at: "2025-05-06", contracts: 1 }]);
  expect((await as(token, "GET", "/v1/incentives/rewards")).body).toEqual({ items: [] });
  const choices = (await as(token, "GET", "/v1/incentives/choices")).body as { campaigns: Item[] };
  expect(choices.campaigns.map(({ campaign }) => campaign)).toEqual(["OURS"]);
  const save = (campaign: string, labels: object) =>
    as(token, "PUT", `/v1/incentives/campaigns/${campaign}`, {
      definition: { ...campaignOf(campaign), revision: "2" },
      labels,
    });
  expect((await save("THEIRS", { team: "甲" })).body.code).toBe("CAMPAIGN_EXISTS");
  expect((await save("OURS", { team: "乙" })).body.code).toBe("LABEL_NOT_ALLOWED");
  expect((await save("OURS", { team: "甲" })).status).toBe(200);
  expect((await as(token, "POST", "/v1/incentives/campaigns/SH-2025-09/install", {})).body.code).toBe(
    "LABEL_NOT_ALLOWED",
  );
});

const saveGrid = (grid: string, team: string) => as(token, "PUT", `/v1/grids/${grid}`, gridOf(grid, team));

test("a grid of others cannot be taken over, an own one not given away, and a new one needs the label", async () => {
  const before = await stateOf(api, theirs);
  expect((await saveGrid("theirs", "甲")).body.code).toBe("GRID_EXISTS");
  expect(await stateOf(api, theirs)).toEqual(before);
  for (const grid of ["mine", "nobodys"]) expect((await saveGrid(grid, "乙")).body.code).toBe("LABEL_NOT_ALLOWED");
  expect((await saveGrid("mine", "甲")).status).toBe(200);
  expect((await saveGrid("mine", "乙")).body.code).toBe("LABEL_NOT_ALLOWED");
});

describe("saving rules", () => {
  test("a rule of others cannot be taken over, and its name is said to be taken", async () => {
    const before = await stateOf(api, theirs);
    for (const team of ["甲", "乙"]) {
      const answer = await as(token, "PUT", "/v1/rules/theirs", definition("theirs", team, "x"));
      expect(answer).toMatchObject({ status: 409, body: { code: "RULE_EXISTS" } });
    }
    expect(await stateOf(api, theirs)).toEqual(before);
  });

  test("an own rule cannot be given away, and a new one needs the label that is named", async () => {
    const given = await as(token, "PUT", "/v1/rules/ours", definition("ours", "乙"));
    expect(given).toMatchObject({ status: 403, body: { code: "LABEL_NOT_ALLOWED" } });
    const unlabelled = await as(token, "PUT", "/v1/rules/fresh", definition("fresh"));
    expect(unlabelled).toMatchObject({ status: 403, body: { code: "LABEL_NOT_ALLOWED" } });
    expect(unlabelled.body.detail).toContain('"team" must be "甲"');
    expect((await api.call("GET", "/v1/rules/fresh")).status).toBe(404);
    expect((await as(token, "PUT", "/v1/rules/fresh", definition("fresh", "甲"))).status).toBe(200);
    expect((await as(token, "PUT", "/v1/rules/fresh", definition("fresh", "甲", "二"))).body.rule.version).toBe(2);
  });
});

test("live hints to somebody restricted carry no ids", async () => {
  const response = await fetch(`${api.url}/v1/changes`, { headers: { authorization: `Bearer ${token}` } });
  const reader = response.body!.getReader();
  await reader.read();
  await api.call("POST", "/v1/rules/theirs/trigger", {});
  await api.call("POST", `/v1/grids/${theirs.grid}/generate`, {});
  await api.call("PUT", `/v1/incentives/campaigns/${theirs.campaign}/settlements/2024-01`);
  let text = "";
  while (
    !["executions", "grids", "incentives"].every((topic) => new RegExp(`event: ${topic}\ndata: [^\n]*\n\n`).test(text))
  ) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The stream ended: ${text}`);
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  expect(new Set(text.match(/data: .*/g))).toEqual(new Set(['data: {"ids":[]}']));
});

test("what concerns the whole installation is refused, whatever the permissions", async () => {
  for (const path of [
    "/v1/variables",
    "/v1/limits",
    "/v1/secrets",
    "/v1/accounts",
    "/v1/audit",
    "/v1/audit/export",
    "/v1/audit/verification",
  ]) {
    expect(await as(token, "GET", path)).toMatchObject({ status: 403, body: { code: "PERMISSION_DENIED" } });
  }
});
