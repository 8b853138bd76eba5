import { createHmac } from "node:crypto";
import type { ReceivedRequest } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import vectors from "./standard-webhooks-vectors.json" with { type: "json" };
import { webhookTrigger } from "./webhook-trigger.ts";

if (webhookTrigger.kind !== "receive") throw new Error("A webhook has no address.");
const trigger = webhookTrigger;
const { config: schema } = trigger;
const secretField = "${{ secrets.HOOK }}";
const request = (body: string, headers: Record<string, string> = {}): ReceivedRequest => ({
  headers,
  body: new TextEncoder().encode(body),
});
const verified = (config: object, known: string, sent: ReceivedRequest, now = new Date("2026-02-16T06:00:00Z")) =>
  trigger.verify({ now, secret: async () => known }, schema.parse({ secret: secretField, ...config }), sent);

// The vector that the reference implementations of Standard Webhooks share.
const [published] = vectors.signed;
if (published === undefined) throw new Error("There are no vectors.");
const vector = {
  secret: published.secret,
  at: new Date(published.timestamp * 1_000),
  body: published.body,
  headers: {
    "webhook-id": published.id,
    "webhook-timestamp": String(published.timestamp),
    "webhook-signature": published.signature,
  },
};
const standard = (over: Record<string, string>, now = vector.at, body = vector.body) =>
  verified({ webhook: "standard" }, vector.secret, request(body, { ...vector.headers, ...over }), now);

test("the published vector of Standard Webhooks is let in, with and without the prefix of the secret", async () => {
  expect(await standard({})).toBe(true);
  const bare = vector.secret.replace("whsec_", "");
  expect(await verified({ webhook: "standard" }, bare, request(vector.body, vector.headers), vector.at)).toBe(true);
});

test("one right signature among several is enough, and other versions are not looked at", async () => {
  const right = vector.headers["webhook-signature"];
  expect(await standard({ "webhook-signature": `v1,AAAA v2,BBBB ${right}` })).toBe(true);
  expect(await standard({ "webhook-signature": right.replace("v1,", "v2,") })).toBe(false);
  expect(await standard({ "webhook-signature": right.slice(3) })).toBe(false);
});

test.each([
  ["another id", { "webhook-id": "msg_x" }],
  ["another time", { "webhook-timestamp": "1614265331" }],
  ["a time that is none", { "webhook-timestamp": "1614265330.0" }],
  ["no signature", { "webhook-signature": "" }],
  ["a signature of another version alone", { "webhook-signature": `v2,${published.signature.slice(3)}` }],
  ["the beginning of a signature", { "webhook-signature": published.signature.slice(0, 8) }],
  ["a version without a signature", { "webhook-signature": "v1," }],
  ["a time in words", { "webhook-timestamp": "hello" }],
  ["no id", { "webhook-id": "" }],
])("%s is refused", async (_what, over) => {
  expect(await standard(over)).toBe(false);
});

test("a body that was changed by one space is refused", async () => {
  expect(await standard({}, vector.at, '{"test":2432232314}')).toBe(false);
});

const at = (seconds: number) => new Date(vector.at.getTime() + seconds * 1_000);

test("five minutes old or early is let in, and one second more is not", async () => {
  expect(await Promise.all([300, -300].map((seconds) => standard({}, at(seconds))))).toEqual([true, true]);
  expect(await Promise.all([301, -301].map((seconds) => standard({}, at(seconds))))).toEqual([false, false]);
});

test("an empty secret lets nobody in", async () => {
  const { id, stamp } = { id: "a", stamp: String(vector.at.getTime() / 1_000) };
  const signature = createHmac("sha256", "").update(`${id}.${stamp}.{}`).digest("base64");
  const headers = { "webhook-id": id, "webhook-timestamp": stamp, "webhook-signature": `v1,${signature}` };
  expect(await verified({ webhook: "standard" }, "whsec_", request("{}", headers), vector.at)).toBe(false);
  expect(await verified({ webhook: "token" }, "", request("{}", { authorization: "" }))).toBe(false);
});

// The example in the documentation of GitHub.
test("the published vector of GitHub is let in", async () => {
  const config = { webhook: "hmac", header: "X-Hub-Signature-256", prefix: "sha256=" };
  const signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const sent = (text: string, body = "Hello, World!") =>
    verified(config, "It's a Secret to Everybody", request(body, { "x-hub-signature-256": text }));
  expect(await sent(`sha256=${signature}`)).toBe(true);
  expect(await sent(`sha256=${signature.toUpperCase()}`)).toBe(true);
  expect(await sent(signature)).toBe(false);
  expect(await sent(`sha256=${signature}`, "Hello, World")).toBe(false);
});

test("HMAC with SHA-1 in Base64 is let in where the trigger says so, and only there", async () => {
  const signature = createHmac("sha1", "k").update("订单").digest("base64");
  const config = { webhook: "hmac", header: "x-sign", algorithm: "sha1", encoding: "base64" };
  expect(await verified(config, "k", request("订单", { "x-sign": signature }))).toBe(true);
  expect(await verified({ ...config, algorithm: "sha256" }, "k", request("订单", { "x-sign": signature }))).toBe(false);
});

test("a token is the whole header with its prefix", async () => {
  const config = { webhook: "token", prefix: "Bearer " };
  const sent = (authorization: string) => verified(config, "t0ken", request("{}", { authorization }));
  expect(await Promise.all(["Bearer t0ken", "t0ken", "Bearer t0ken2", "Bearer "].map(sent))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

const eventOf = (config: object, sent: ReceivedRequest) => {
  const found = trigger.read(schema.parse({ webhook: "token", secret: secretField, ...config }), sent);
  return found.ok ? found.event : found.problems[0]!.message;
};

test("an event is named by a header, by a place in the body, or by the hash of the body", () => {
  const sent = request('{"data":{"id":7}}', { "x-id": "d-1", "webhook-id": "msg" });
  expect(eventOf({ eventId: { header: "X-Id" } }, sent)).toMatchObject({ id: "d-1" });
  expect(eventOf({ eventId: { path: "data.id" } }, sent)).toMatchObject({ id: "7" });
  expect(eventOf({ webhook: "standard" }, sent)).toMatchObject({ id: "msg" });
  const hashed = eventOf({ eventId: { path: "constructor.name" } }, sent);
  expect(hashed).toEqual(eventOf({}, sent));
  expect(hashed).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
});

test("a body is read as JSON, as a form or as text", () => {
  expect(eventOf({ type: "order" }, request('{"金额":5}'))).toMatchObject({ type: "order", data: { 金额: 5 } });
  expect(eventOf({ body: "form" }, request("a=1&b=x+y&b=z"))).toMatchObject({ data: { a: "1", b: ["x y", "z"] } });
  expect(eventOf({ body: "text" }, request("你好"))).toMatchObject({ data: "你好" });
  expect(eventOf({}, request("a=1"))).toBe("The body is no JSON.");
  expect(eventOf({}, request('{"a":1,"a":2}'))).toContain("twice");
});

test("headers that the trigger names become attributes", () => {
  const sent = request("{}", { "x-github-event": "push", authorization: "Bearer t0ken" });
  expect(eventOf({ headers: ["X-GitHub-Event", "x-none"] }, sent)).toMatchObject({
    attributes: { "x-github-event": "push" },
  });
});
