import { createHmac } from "node:crypto";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

const HUB = "It's a Secret to Everybody";
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers], secrets: { HUB }, backlog: 4 });
  await api.test.rule({
    rule: "thanks",
    triggers: [
      { id: "paid", event: "order.paid" },
      {
        id: "hub",
        webhook: "hmac",
        secret: "${{ secrets.HUB }}",
        header: "x-hub-signature-256",
        prefix: "sha256=",
        type: "push",
      },
    ],
    actions: [{ use: "test.echo" }],
  });
});
afterAll(() => api[Symbol.asyncDispose]());

const event = (id: string) => ({ specversion: "1.0", id, source: "/shop", type: "order.paid" });
const send = (events: unknown[]) =>
  api.fetch("POST", "/v1/events", {
    body: JSON.stringify(events),
    headers: { authorization: `Bearer ${api.token}`, "content-type": "application/cloudevents-batch+json" },
  });
const eventsKept = async () => ((await api.call("GET", "/v1/events")).body.items as unknown[]).length;

test("while too much waits, events, webhooks and starts by programs get 429 with the time to wait, and nothing of them is kept", async () => {
  expect((await send([event("1"), event("2")])).status).toBe(202);
  const before = await eventsKept();
  const refused = await send([event("3"), { specversion: "1.0", id: "no type" }]);
  expect(refused).toMatchObject({ status: 429, body: { code: "BACKLOG_FULL", status: 429 } });
  expect(refused.headers.get("retry-after")).toBe("10");
  expect(refused.body.remedy).toContain("Retry-After");
  expect(await eventsKept()).toBe(before);
  // Not even what could not be read: it would lie there twice when it is sent again.
  expect((await api.call("GET", "/v1/dead-letters")).body.items).toEqual([]);

  const body = JSON.stringify({ zen: "Keep it logically awesome." });
  const signature = createHmac("sha256", HUB).update(body).digest("hex");
  const hook = await api.fetch("POST", "/v1/hooks/thanks/hub", {
    body,
    headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
  });
  expect(hook).toMatchObject({ status: 429, body: { code: "BACKLOG_FULL" } });
  const started = await api.call("POST", "/v1/rules/thanks/trigger", {});
  expect(started).toMatchObject({ status: 429, body: { code: "BACKLOG_FULL" } });

  await api.test.engine.start();
  await api.test.until(async () => (await send([event("3")])).status === 202);
  // Sent again after a refusal it is new: nothing of it was kept.
  expect(await eventsKept()).toBe(before + 1);
});
