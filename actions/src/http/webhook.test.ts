import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createTestActionContext, startLoopbackServer } from "@belfry/testkit";
import { httpWebhook } from "./webhook.ts";

const keys = ["first", "second"].map((name) =>
  Buffer.from(`${name} key of a webhook, 32 byte`.padEnd(32, "."), "utf8"),
);
const [one = "", two = ""] = keys.map((key) => `whsec_${key.toString("base64")}`);

test("what arrives can be checked with either secret, and the id stays the same on every try", async () => {
  await using server = await startLoopbackServer((_request, response) => response.writeHead(204).end());
  const json = { type: "order.paid", data: { buyer: "学生甲", n: 1.5 } };
  for (const attempt of [1, 2]) {
    await using context = await createTestActionContext({ attempt, executionId: 77_001, secrets: { TWO: two } });
    const output = await context.run(httpWebhook, { url: server.url, secrets: [one, { $secret: "TWO" }], json });
    expect(output).toEqual({ status: 204, webhookId: context.ctx.idempotencyKey });
  }
  expect(new Set(server.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  for (const { headers, body, method } of server.requests) {
    expect(method).toBe("POST");
    expect(JSON.parse(body)).toEqual(json);
    const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
    const expected = keys.map((key) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    expect(String(headers["webhook-signature"]).split(" ")).toEqual(expected);
    expect(Math.abs(Number(headers["webhook-timestamp"]) - Date.now() / 1_000)).toBeLessThan(60);
  }
});

test.each([
  [410, {}, { code: "WEBHOOK_GONE", failureClass: "config", retryable: false }],
  [302, { location: "http://127.0.0.1:1/" }, { code: "WEBHOOK_MOVED", failureClass: "config", retryable: false }],
  [400, {}, { code: "WEBHOOK_STATUS", retryable: true }],
  [500, {}, { code: "WEBHOOK_STATUS", retryable: true, retryAfterMs: undefined }],
  [429, { "retry-after": "7" }, { code: "WEBHOOK_STATUS", retryable: true, retryAfterMs: 7_000 }],
  [503, { "retry-after": "120" }, { code: "WEBHOOK_STATUS", retryable: true, retryAfterMs: 120_000 }],
])("status %i with %j", async (status, headers, expected) => {
  await using server = await startLoopbackServer((_request, response) => response.writeHead(status, headers).end("no"));
  await using context = await createTestActionContext();
  const sent = context.run(httpWebhook, { url: `${server.url}/hook?key=1`, secrets: one, json: {} });
  await expect(sent).rejects.toMatchObject({ ...expected, details: { status, url: `${server.url}/hook` } });
  expect(server.requests).toHaveLength(1);
});
