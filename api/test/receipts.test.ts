import { defineChannel, definePlugin } from "@belfry/plugin-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startTestApi, type TestApi } from "./start-test-api.ts";

/** A provider that posts receipts, asks first whether the address is there, and wants to hear "taken". */
const reporter = defineChannel({
  id: "reporter",
  displayName: { zh: "回执", en: "Reporter" },
  account: z.strictObject({ word: z.string() }),
  envelope: "recipient",
  receipts: {
    read: async (_ctx, { body }) => [{ providerId: Buffer.from(body).toString(), state: "delivered" }],
    confirm: async (_ctx, { query }, { word }) => `${word} ${query["echostr"] ?? ""}`,
    answer: { mediaType: "text/plain", body: "taken" },
  },
  maxBytes: () => 1_000,
  checkAddress: () => undefined,
  send: async (_ctx, _message, recipients) => recipients.map(() => ({ kind: "accepted" as const })),
  test: async () => [],
});

let api: TestApi;
let path: string;
beforeAll(async () => {
  api = await startTestApi({
    plugins: [definePlugin({ name: "test-receipts", version: "0", channels: [reporter] })],
    publicUrl: "https://belfry.example",
  });
  await api.call("PUT", "/v1/accounts/reporter/main", { config: { word: "hello" } });
  path = (await open()).path;
});
afterAll(() => api[Symbol.asyncDispose]());

async function open(): Promise<{ path: string; url: string }> {
  const answer = await api.call("POST", "/v1/accounts/reporter/main/receipt-address");
  expect(answer.status).toBe(200);
  return answer.body as { path: string; url: string };
}
const post = (to: string, body = "p-1") =>
  api.fetch("POST", to, { body, headers: { "content-type": "application/x-www-form-urlencoded" } });

test("an address for receipts is told once, with the address of the server, and is in no audit entry", async () => {
  const { path: opened, url } = await open();
  expect(opened).toMatch(/^\/v1\/receipts\/reporter\/main\/[\w-]{32}$/);
  expect(url).toBe(`https://belfry.example${opened}`);
  const trail = await api.call("GET", "/v1/audit");
  expect(trail.text).toContain("accounts.receipt-address");
  expect(trail.text).not.toContain(opened.split("/").at(-1)!);
  path = opened;
});

test("a provider needs no key, whatever it says its body is, and hears what it wants to hear", async () => {
  const answer = await post(path);
  expect([answer.status, answer.text]).toEqual([200, "taken"]);
  expect(answer.headers.get("content-type")).toBe("text/plain");
});

test("a provider that asks whether the address is there is answered", async () => {
  const answer = await api.fetch("GET", `${path}?signature=a&echostr=42`);
  expect([answer.status, answer.text]).toEqual([200, "hello 42"]);
});

test("a body that is too large is not read", async () => {
  expect((await post(path, "x".repeat(1_100_000))).status).toBe(413);
});

test("a channel whose provider sends no receipts has no address for them", async () => {
  await api.call("PUT", "/v1/accounts/pigeon/main", { config: { loft: "roof", password: { $secret: "A" } } });
  const answer = await api.call("POST", "/v1/accounts/pigeon/main/receipt-address");
  expect(answer).toMatchObject({ status: 400, body: { code: "REQUEST_INVALID" } });
});

test("a wrong token is refused in the same words as an account that is not there, and slowed down after some tries", async () => {
  const wrong = [`${path}x`, "/v1/receipts/reporter/nobody/token", "/v1/receipts/nothing/main/token"];
  for (const one of wrong) {
    const answer = await post(one);
    expect(answer).toMatchObject({ status: 404, body: { code: "RECEIPT_REFUSED" } });
  }
  let last = 0;
  for (let tries = 0; tries < 30 && last !== 429; tries += 1) last = (await post(wrong[0]!)).status;
  expect(last).toBe(429);
});
