/** The shipped example by real HTTP: a shop sends an event, a CRM and a mail server get what follows from it. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { EventDetail } from "@belfry/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { saveMailAccount } from "../support/install-example.ts";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";

const EXAMPLE = new URL("../../examples/order-thank-you/", import.meta.url);
const read = async (name: string) => parse(await readFile(new URL(name, EXAMPLE), "utf8")) as Record<string, unknown>;

let school: School;
let server: SpawnedServer;
let crm: Server;
let shopKey: string;
const written: { method: string | undefined; url: string | undefined; token: string | undefined; body: unknown }[] = [];

beforeAll(async () => {
  crm = createServer((request, response) => {
    void json(request).then((body) => {
      const { method, url, headers } = request;
      written.push({ method, url, token: headers.authorization, body });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => crm.listen(0, "127.0.0.1", resolve));
  const { port } = crm.address() as AddressInfo;
  school = await startSchool();
  server = await school.spawn({ allow: [`127.0.0.1:${school.sink.port}`, `127.0.0.1:${port}`] });
  const { variables } = (await read("variables.yaml")) as { variables: { thankYou: object } };
  await server.api("PATCH", "/v1/variables", {
    values: { thankYou: { ...variables.thankYou, crm: `http://127.0.0.1:${port}` } },
  });
  await server.api("PUT", "/v1/secrets/crmToken", { value: "crm-token" });
  await saveMailAccount(server.api, { port: school.sink.port });
  await server.api("PUT", "/v1/rules/order-thank-you", await read("rule.yaml"));
  await server.api("POST", "/v1/rules/order-thank-you/enable");
  const draft = { name: "shop", permissions: ["events:write"], scope: null };
  const { key, secret } = await server.api<{ key: { id: string }; secret: string }>("POST", "/v1/keys", draft);
  shopKey = `${key.id}.${secret}`;
}, 300_000);
afterAll(async () => {
  crm?.close();
  await school?.[Symbol.asyncDispose]();
});

interface Sent {
  readonly id: number;
  readonly duplicate: boolean;
  readonly decisions: readonly { readonly fate: string; readonly executionId: number | null }[];
}

async function send(event: Record<string, unknown>): Promise<Sent> {
  const response = await fetch(`${server.url}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${shopKey}`, "content-type": "application/cloudevents+json" },
    body: JSON.stringify(event),
  });
  expect(response.status).toBe(202);
  return ((await response.json()) as { items: Sent[] }).items[0]!;
}

test("a paid order is written into the CRM and thanked for once, however often the shop sends it", async () => {
  const order = await read("order.json");
  const [first, again] = [await send(order), await send(order)];
  expect(first).toMatchObject({ duplicate: false, decisions: [{ fate: "fired" }] });
  expect(again).toEqual({ ...first, duplicate: true });
  const execution = await endedExecution(server.api, first.decisions[0]!.executionId!);
  expect(execution.failure).toBeNull();
  expect(written).toMatchObject([
    { method: "PUT", url: "/customers/c-42", token: "Bearer crm-token", body: { lastAmount: 268 } },
  ]);
  expect(school.sink.mails).toHaveLength(1);
  const { items } = await server.api<{ items: { id: number }[] }>("GET", "/v1/messages");
  const message = await server.api<{ content: { subject: string; text: string } }>(
    "GET",
    `/v1/messages/${items[0]!.id}`,
  );
  expect(JSON.stringify(message)).toContain("感谢您的订单 1001");
  expect(JSON.stringify(message)).toContain("王芳，您好");
  expect(JSON.stringify(message)).toContain("268 元");
});

test("an order below the limit does nothing, and the event tells why", async () => {
  const order = await read("order.json");
  const small = { ...order, id: "order-1002-paid", data: { ...(order["data"] as object), amount: 99 } };
  const sent = await send(small);
  expect(sent.decisions).toMatchObject([{ fate: "condition-false", executionId: null }]);
  const event = await server.api<EventDetail>("GET", `/v1/events/${sent.id}`);
  expect(event).toMatchObject({ fates: { "condition-false": 1 }, data: { amount: 99 } });
  const { items } = await server.api<{ items: unknown[] }>("GET", "/v1/executions?rule=order-thank-you");
  expect(items).toHaveLength(1);
  expect(school.sink.mails).toHaveLength(1);
});
