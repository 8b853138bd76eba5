import { createTestActionContext, startRabbitmq, startTestEngine } from "@belfry/testkit";
import { connect } from "amqplib";
import { afterAll, expect, test } from "vitest";
import { builtinConnectors } from "../src/index.ts";

const broker = await startRabbitmq();
const outside = await createTestActionContext({ secrets: {} });
afterAll(async () => {
  await outside[Symbol.asyncDispose]();
  await broker[Symbol.asyncDispose]();
});

/** Sends messages that are named by what they say. */
async function send(bodies: readonly string[]): Promise<void> {
  const client = await connect(broker.url);
  const channel = await client.createConfirmChannel();
  for (const body of bodies) channel.sendToQueue("piles-up", Buffer.from(body), { persistent: true, messageId: body });
  await channel.waitForConfirms();
  await client.close();
}

test("a broker keeps what comes while too much waits, and hands it over when there is room again", async () => {
  const client = await connect(broker.url);
  await (await client.createChannel()).assertQueue("piles-up", { durable: true });
  await client.close();
  const options = {
    plugins: [builtinConnectors],
    services: { addressOf: outside.ctx.addressOf },
    secrets: { BROKER: broker.url },
  };
  await using t = await startTestEngine({ ...options, backlog: 20, roles: ["scheduler"] });
  const slug = await t.rule({
    rule: "piles-up",
    triggers: [{ id: "in", rabbitmq: "piles-up", connection: "${{ secrets.BROKER }}" }],
    actions: [{ use: "test.echo" }],
  });
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "listening");
  const first = Array.from({ length: 10 }, (_, n) => JSON.stringify({ order: n }));
  await send(first);
  await t.until(async () => (await t.executions(slug)).length === 10);
  const later = Array.from({ length: 50 }, (_, n) => JSON.stringify({ order: 100 + n }));
  await send(later);
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "paused");
  expect((await t.executions(slug)).length).toBeLessThan(60);

  // With all roles: the same connections know the tick of one node only.
  await using worker = await startTestEngine({ ...options, database: t.database });
  await t.until(async () => (await t.executions(slug)).filter(({ state }) => state === "success").length === 60);
  const orders = (await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id);
  expect(new Set(orders)).toEqual(new Set([...first, ...later]));
  await t.until(async () => (await t.engine.listFeeds())[0]?.state === "listening");
  expect([...t.errors, ...worker.errors]).toEqual([]);
});
