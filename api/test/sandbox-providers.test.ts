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
