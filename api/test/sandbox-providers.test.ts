import { sandboxCredentials } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.[Symbol.asyncDispose]());
beforeEach(() => {
  api.providers.setFaults("wecom", []);
  api.providers.clear("wecom");
});

const [first, second] = sandboxCredentials.wecomRobots;

async function say(text: string, robot: string = first): Promise<void> {
  const body = JSON.stringify({ msgtype: "text", text: { content: text } });
  await (await fetch(`${api.providers.urls.wecom}/cgi-bin/webhook/send?key=${robot}`, { method: "POST", body })).text();
}

interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor: string | null;
}

const received = async (query = "") =>
  (await api.call("GET", `/v1/sandbox/providers/wecom/messages${query}`)).body as Listed;

test("what a played provider received is listed page by page, newest first, with its answer", async () => {
  await say("one");
  await say("two");
  const page = await received("?limit=1");
  expect(page.items).toMatchObject([
    { to: ["值班群"], kind: "text", text: "two", shown: true, answer: { status: 200 }, fault: null },
  ]);
  const next = await received(`?limit=1&cursor=${page.nextCursor}`);
  expect(next.items).toMatchObject([{ text: "one" }]);
  expect(next.nextCursor).toBeNull();
  const { items } = (await api.call("GET", "/v1/sandbox/providers")).body as Listed;
  expect(items.find(({ provider }) => provider === "wecom")).toMatchObject({
    channels: ["wecom", "wecom-app"],
    messages: 2,
    faults: [],
  });
});

test("a switch hits the next message, and is told with what it was before in the audit trail", async () => {
  const faults = [{ kind: "bounce", times: 1 }];
  const answer = await api.call("PUT", "/v1/sandbox/providers/wecom/faults", { faults });
  expect(answer).toMatchObject({ status: 200, body: { provider: "wecom", faults } });
  await say("to nobody", second);
  expect((await received()).items).toMatchObject([{ text: "to nobody", shown: false, fault: "bounce" }]);
  expect((await api.call("PUT", "/v1/sandbox/providers/wecom/faults", { faults: [] })).body.faults).toEqual([]);
  const trail = (await api.call("GET", "/v1/audit?action=sandbox.set-faults")).body as Listed;
  expect(trail.items.at(-1)).toMatchObject({ subject: { kind: "sandbox-provider", id: "wecom" }, outcome: "done" });
  expect(JSON.stringify(trail.items.at(-1))).toContain("bounce");
});

test("Metabase is listed as what answers queries, and shows them without a password or a session", async () => {
  const { metabase } = sandboxCredentials;
  const url = api.providers.urls.metabase;
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const { username, password } = metabase;
  const { id } = (await (await post("/api/session", { username, password })).json()) as { id: string };
  await api.call("PUT", "/v1/sandbox/providers/metabase/faults", { faults: [{ kind: "session-expired", times: 1 }] });
  const parameters = [{ type: "category", target: ["variable", ["template-tag", "campus"]], value: "城中校区" }];
  for (const status of [401, 401]) {
    const answer = await post("/api/card/1/query/json", { parameters }, { "x-metabase-session": id });
    expect(answer.status).toBe(status);
  }
  const byKey = await post("/api/card/1/query/json", { parameters }, { "x-api-key": metabase.apiKey });
  expect(await byKey.json()).toEqual([{ 楼栋: "北苑", 校区: "城中校区", 晚归人数: 2 }]);
  const { items } = (await api.call("GET", "/v1/sandbox/providers")).body as Listed;
  expect(items.find(({ provider }) => provider === "metabase")).toMatchObject({
    receives: "queries",
    channels: [],
    switches: expect.arrayContaining(["session-expired", "slow"]),
  });
  const listed = (await api.call("GET", "/v1/sandbox/providers/metabase/messages")).body as Listed;
  expect(listed.items).toMatchObject([
    { kind: "card", title: "本周各楼晚归人数", text: 'campus = "城中校区"', shown: true, answer: { status: 200 } },
    { kind: "card", shown: false, answer: { status: 401, body: "Unauthenticated" }, fault: "session-expired" },
    { kind: "session", shown: true },
  ]);
  for (const secret of [id, password, metabase.apiKey]) expect(JSON.stringify(listed)).not.toContain(secret);
});

test("a switch that a provider does not know is refused with those that it knows", async () => {
  const refused = await api.call("PUT", "/v1/sandbox/providers/dingtalk/faults", {
    faults: [{ kind: "slow" }, { kind: "session-expired" }],
  });
  expect(refused).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
  expect(JSON.stringify(refused.body)).toMatch(/faults\[1\]\.kind.*Use one of bounce, throttle/);
  expect(api.providers.get("dingtalk")?.faults).toEqual([]);
});

test("clearing forgets what came, and the audit trail says how much it was", async () => {
  await say("soon forgotten");
  expect((await api.call("DELETE", "/v1/sandbox/providers/wecom/messages")).body).toEqual({ removed: 1 });
  expect((await received()).items).toEqual([]);
  const trail = (await api.call("GET", "/v1/audit?action=sandbox.clear-received")).body as Listed;
  expect(trail.items[0]).toMatchObject({ subject: { kind: "sandbox-provider", id: "wecom" } });
});

test("neither a list nor a refusal holds the key of a robot", async () => {
  await say("hello");
  await say("hello", "a-wrong-key");
  const text = JSON.stringify(await received());
  expect(text).toContain("93000");
  for (const key of [first, second, "a-wrong-key"]) expect(text).not.toContain(key);
});

test("a provider that is not played here is not found, and a switch that there is not is refused", async () => {
  expect(await api.call("GET", "/v1/sandbox/providers/telegram/messages")).toMatchObject({
    status: 404,
    body: { code: "NOT_FOUND" },
  });
  expect(await api.call("PUT", "/v1/sandbox/providers/telegram/faults", { faults: [] })).toMatchObject({ status: 404 });
  expect(await api.call("PUT", "/v1/sandbox/providers/wecom/faults", { faults: [{ kind: "explode" }] })).toMatchObject({
    status: 400,
    body: { code: "REQUEST_INVALID" },
  });
});
