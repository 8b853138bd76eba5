import { definePlugin, type GuardedFetch } from "@belfry/plugin-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

const SECRET = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const challenges: string[] = [];
/** A receiver that sends challenges back, unless its path says otherwise. */
const receiver: GuardedFetch = async (url, request = {}) => {
  const body = typeof request.body === "string" ? request.body : "";
  challenges.push(body);
  const answer = Buffer.from(url.endsWith("/mute") ? "" : body);
  return {
    status: 200,
    headers: {},
    setCookies: [],
    url,
    bytes: async () => answer,
    text: async () => answer.toString(),
    stream: async function* () {
      yield answer;
    },
  };
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [definePlugin({ name: "none", version: "0" })], fetch: receiver });
  await api.call("PUT", "/v1/secrets/SHOP", { value: SECRET });
});
afterAll(() => api[Symbol.asyncDispose]());

const draft = { url: "https://shop.example.com/hook", secret: "SHOP" };

test("a callback is written, verified, shown and removed, and its secret is in no answer and no audit entry", async () => {
  const saved = await api.call("PUT", "/v1/callbacks/shop", draft);
  expect(saved).toMatchObject({ status: 200, body: { name: "shop", verifiedAt: null, events: [], waiting: 0 } });
  const verified = await api.call("POST", "/v1/callbacks/shop/verify");
  expect(verified.body).toMatchObject({ verifiedAt: expect.any(String) });
  expect((await api.call("GET", "/v1/callbacks")).body.items).toHaveLength(1);
  expect((await api.call("GET", "/v1/callbacks/shop/events")).body).toEqual({ items: [], nextCursor: null });
  expect(await api.call("POST", "/v1/callbacks/shop/replay", {})).toMatchObject({ status: 202, body: { events: 0 } });
  const audit = await api.call("GET", "/v1/audit?limit=50");
  const actions = (audit.body.items as { action: string }[]).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(["callbacks.save", "callbacks.verify", "callbacks.replay"]));
  expect(saved.text + verified.text + audit.text + challenges.join("")).not.toContain(SECRET);
  expect((await api.call("DELETE", "/v1/callbacks/shop")).status).toBe(204);
  expect((await api.call("GET", "/v1/callbacks/shop")).body.code).toBe("CALLBACK_NOT_FOUND");
});

test("a receiver that does not send the challenge back stays unverified, and no message can name it", async () => {
  await api.call("PUT", "/v1/callbacks/mute", { ...draft, url: "https://shop.example.com/mute" });
  const refused = await api.call("POST", "/v1/callbacks/mute/verify");
  expect(refused).toMatchObject({ status: 422, body: { code: "CALLBACK_UNVERIFIED" } });
  const sent = await api.call("POST", "/v1/messages", { channel: "pigeon", to: ["a"], text: "x", callback: "mute" });
  expect(sent).toMatchObject({
    status: 400,
    body: {
      code: "REQUEST_INVALID",
      problems: [{ path: "callback", message: 'The callback "mute" is not verified.' }],
    },
  });
});

test.each([
  ["an event that there is not", { ...draft, events: ["delivery.lost"] }],
  ["an address that cannot be called", { ...draft, url: "ftp://x" }],
  ["a secret that is not in the vault", { ...draft, secret: "NOWHERE" }],
])("%s is refused with its field", async (_what, body) => {
  const refused = await api.call("PUT", "/v1/callbacks/bad", body);
  expect(refused).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
  expect(refused.body.problems[0].path).toMatch(/events|url|secret/);
});

test("statistics and the question why answer over the API", async () => {
  await api.call("POST", "/v1/messages", { channel: "pigeon", to: ["x@x.cn"], text: "x", labels: { team: "a" } });
  const range = "from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
  const why = await api.call("GET", `/v1/messages/why?recipient=X@x.cn&${range}`);
  expect(why.body).toMatchObject({ items: [{ state: "queued", decision: { kind: "due" } }], more: false });
  const now = await api.test.database.clock.now();
  const day = `from=${new Date(now.getTime() - 86_400_000).toISOString()}&to=${new Date(now.getTime() + 1).toISOString()}`;
  const told = await api.call("GET", `/v1/statistics/messages?by=hour&${day}&label=team%3Da`);
  expect(told.body.total).toMatchObject({ deliveries: 1, open: 1, successRate: 0 });
  expect((await api.call("GET", `/v1/statistics/messages?${range}`)).body.problems[0].path).toBe("query.from");
  const both = await api.call("GET", `/v1/statistics/messages?${day}&label=team%3Da&rule=x`);
  expect(both.body.total.deliveries).toBe(0);
});
