import { createHash } from "node:crypto";
import { permissions } from "@belfry/access";
import { Scope } from "@belfry/model";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type Answer, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers] });
  await api.test.moveTo("2026-03-02T04:00:00Z");
});
afterAll(() => api[Symbol.asyncDispose]());

const campus = {
  name: "校历",
  from: "2026-01-01",
  until: "2026-03-31",
  days: [{ date: "2026-03-20", kind: "off", name: "校庆" }],
};
const notice =
  "国务院办公厅关于2026年部分节假日安排的通知\n四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。";
const rule = (slug: string, calendar: string, team = "甲") => ({
  rule: slug,
  name: slug,
  labels: { team },
  triggers: [{ cron: "0 6 20 3 *", calendar, onHoliday: "next" }],
  actions: [{ use: "test.echo" }],
});

/** Somebody with a token of these permissions. */
async function callAs(
  may: readonly string[],
  scope: Partial<Scope> | null,
): Promise<(method: string, path: string, body?: unknown) => Promise<Answer>> {
  const text = `bfy_test_${Math.random()}`;
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, scope, created_at)
     values ($1, 'somebody', 'viewer', $2, $3, belfry.now())`,
    [createHash("sha256").update(text).digest(), may, scope === null ? null : Scope.parse(scope)],
  );
  return (method, path, body) =>
    api.fetch(method, path, { headers: { authorization: `Bearer ${text}` }, ...(body !== undefined && { body }) });
}

test("a calendar is saved, shown with its horizon, and changed only over the state that was read", async () => {
  const saved = await api.call("PUT", "/v1/calendars/campus", campus);
  expect(saved).toMatchObject({ status: 200, body: { ...campus, workWeek: [1, 2, 3, 4, 5], daysLeft: 29, rules: [] } });
  expect(saved.headers.get("etag")).toBe(`"${saved.body.revision}"`);
  expect((await api.call("GET", "/v1/calendars")).body.items).toMatchObject([{ calendar: "campus", namedDays: 1 }]);
  const put = (match: string, name: string) =>
    api.fetch("PUT", "/v1/calendars/campus", {
      body: { ...campus, name },
      headers: { authorization: `Bearer ${api.token}`, "if-match": match },
    });
  expect(await put('"other"', "新")).toMatchObject({ status: 412, body: { code: "PRECONDITION_FAILED" } });
  expect((await put(saved.headers.get("etag")!, "新")).body.name).toBe("新");
  expect((await put(saved.headers.get("etag")!, "旧")).status).toBe(412);
  await api.call("PUT", "/v1/calendars/campus", campus);
  const wrong = { ...campus, days: [{ date: "2027-01-01", kind: "off" }] };
  expect(await api.call("PUT", "/v1/calendars/campus", wrong)).toMatchObject({
    status: 422,
    body: { code: "CALENDAR_INVALID", problems: [{ path: "days.0.date" }] },
  });
});

test("a rule shows its horizon, its warning and where its next time moves to; the calendar names the rule", async () => {
  await api.call("PUT", "/v1/rules/anniversary", rule("anniversary", "campus"));
  const shown = await api.call("GET", "/v1/rules/anniversary");
  expect(shown.body).toMatchObject({
    calendars: [{ calendar: "campus", knownUntil: "2026-03-31", daysLeft: 29 }],
    warnings: [{ path: "triggers", message: expect.stringContaining("ends in 29 days") as string }],
  });
  expect((await api.call("GET", "/v1/rules/anniversary/next")).body.items).toEqual([
    { at: "2026-03-22T22:00:00.000Z", trigger: "cron-1", movedFrom: "2026-03-19T22:00:00.000Z" },
    { at: "2027-03-19T22:00:00.000Z", trigger: "cron-1", undecided: true },
  ]);
  expect((await api.call("GET", "/v1/calendars/campus")).body.rules).toEqual(["anniversary"]);
  expect(await api.call("DELETE", "/v1/calendars/campus")).toMatchObject({
    status: 409,
    body: { code: "CALENDAR_IN_USE", detail: expect.stringContaining("anniversary") as string },
  });
});

test("a rule whose calendar is missing is saved with a warning and not enabled", async () => {
  const saved = await api.call("PUT", "/v1/rules/lost", rule("lost", "nowhere"));
  expect(saved.body.warnings).toMatchObject([{ path: "triggers[0].calendar" }]);
  expect(await api.call("POST", "/v1/rules/lost/enable")).toMatchObject({
    status: 404,
    body: { code: "CALENDAR_NOT_FOUND", problems: [{ path: "triggers[0].calendar" }] },
  });
});

test("a notice is read and compared, and nothing is saved until somebody saves it", async () => {
  const parsed = await api.call("POST", "/v1/calendars/parse-notice", { text: notice, calendar: "campus" });
  expect(parsed.body).toMatchObject({ year: 2026, change: { removed: [campus.days[0]], changed: [] } });
  expect(parsed.body.change.added).toHaveLength(6);
  expect((await api.call("GET", "/v1/calendars/campus")).body.until).toBe("2026-03-31");
  const { after, revision } = parsed.body.change;
  const saved = await api.fetch("PUT", "/v1/calendars/campus", {
    body: after,
    headers: { authorization: `Bearer ${api.token}`, "if-match": `"${revision}"` },
  });
  expect(saved.body).toMatchObject({ until: "2026-12-31" });
  expect(saved.body.days).toHaveLength(6);
  expect(await api.call("POST", "/v1/calendars/parse-notice", { text: notice })).toMatchObject({
    body: { year: 2026, change: null },
  });
  const wrong = notice.replace("周五", "周六");
  expect(await api.call("POST", "/v1/calendars/parse-notice", { text: wrong })).toMatchObject({
    status: 422,
    body: { code: "NOTICE_INVALID", problems: [{ path: "text" }] },
  });
  const ahead = await api.call("POST", "/v1/calendars/parse-notice", {
    text: "关于2028年部分节假日安排的通知\n一、元旦：1月1日放假，共1天。",
    calendar: "campus",
  });
  expect(ahead.body).toMatchObject({
    code: "NOTICE_INVALID",
    problems: [{ message: expect.stringContaining("2028") as string }],
  });
});

test("whoever is restricted reads every calendar with their own rules only, and changes none", async () => {
  await api.call("PUT", "/v1/rules/theirs", rule("theirs", "campus", "乙"));
  const restricted = await callAs(permissions, { labels: { team: ["乙"] } });
  expect((await restricted("GET", "/v1/calendars/campus")).body.rules).toEqual(["theirs"]);
  expect((await api.call("GET", "/v1/calendars/campus")).body.rules).toEqual(["anniversary", "theirs"]);
  expect((await restricted("PUT", "/v1/calendars/campus", campus)).status).toBe(403);
  expect((await restricted("DELETE", "/v1/calendars/campus")).status).toBe(403);
});

test("a condition is tested with an event: the whole, and what each part comes to", async () => {
  const condition = {
    all: [
      { field: "event.data.amount", op: "gte", value: 100 },
      { field: "event.data.status", op: "eq", value: "sent" },
    ],
  };
  const event = { data: { amount: 120, status: "paid" } };
  const tested = await api.call("POST", "/v1/conditions/test", { condition, event });
  expect(tested.body).toMatchObject({
    expression: 'event.data.amount >= 100 && event.data.status == "sent"',
    value: false,
    stored: true,
  });
  expect(tested.body.parts.map(({ source, value }: { source: string; value: unknown }) => [source, value])).toEqual([
    ['event.data.amount >= 100 && event.data.status == "sent"', false],
    ["event.data.amount >= 100", true],
    ["event.data.amount", 120],
    ['event.data.status == "sent"', false],
    ["event.data.status", "paid"],
  ]);
  const problemOf = async (text: string) =>
    (await api.call("POST", "/v1/conditions/test", { condition: text, event })).body.problem?.message as string;
  expect(await problemOf("event.data.amount >")).toBeTruthy();
  expect(await problemOf("event.data.price > 1")).toContain("price");
  expect(await problemOf("event.data.amount")).toBe("The condition is neither true nor false but 120.");
  expect((await api.call("POST", "/v1/conditions/test", { condition: "${{ 1 < 2 }}" })).body.value).toBe(true);
});

test("a condition sees stored variables only for whoever may read them, and a secret never", async () => {
  await api.call("PATCH", "/v1/variables", { values: { dean: { name: "王芳" } } });
  await api.call("PUT", "/v1/secrets/TOKEN", { value: "hunter2" });
  const condition = 'vars.dean.name == "王芳"';
  expect((await api.call("POST", "/v1/conditions/test", { condition })).body).toMatchObject({
    value: true,
    stored: true,
  });
  const own = { condition, vars: { dean: { name: "李雷" } } };
  expect((await api.call("POST", "/v1/conditions/test", own)).body.value).toBe(false);
  const others = [
    await callAs(["rules:read"], null),
    await callAs(["rules:read", "variables:read"], null),
    await callAs(permissions, { labels: { team: ["乙"] } }),
  ];
  for (const call of others) {
    const answer = await call("POST", "/v1/conditions/test", { condition });
    expect(answer.body).toMatchObject({ stored: false, problem: {} });
    expect(answer.body.value).toBeUndefined();
  }
  const secret = await api.call("POST", "/v1/conditions/test", { condition: 'secrets.TOKEN == "hunter2"' });
  expect(secret.body.value).not.toBe(true);
  const restricted = await callAs(permissions, { labels: { team: ["乙"] } });
  const named = await restricted("POST", "/v1/conditions/test", { condition: "true", rule: "anniversary" });
  expect(named).toMatchObject({ status: 404, body: { code: "RULE_NOT_FOUND" } });
});
