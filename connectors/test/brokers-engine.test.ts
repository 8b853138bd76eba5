import {
  createTestActionContext,
  startMosquitto,
  startNats,
  startRabbitmq,
  startRedis,
  startTestEngine,
  testUser,
} from "@belfry/testkit";
import { connect as connectRabbitmq } from "amqplib";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect as connectNats } from "@nats-io/transport-node";
import { afterAll, expect, test } from "vitest";
import { builtinConnectors } from "../src/index.ts";
import { mqPublish } from "../src/mq/mq-publish.ts";

const [rabbitmq, nats, mosquitto, redis] = await Promise.all([
  startRabbitmq(),
  startNats(),
  startMosquitto(),
  startRedis(),
]);
const outside = await createTestActionContext({
  secrets: { RabbitMQ: rabbitmq.url, NATS: nats.url, MQTT: mosquitto.url, Redis: redis.url },
});
afterAll(async () => {
  for (const one of [outside, rabbitmq, nats, mosquitto, redis]) await one[Symbol.asyncDispose]();
});

/** The places that are there before anybody listens. */
const rabbitmqClient = await connectRabbitmq(rabbitmq.url);
const channel = await rabbitmqClient.createChannel();
for (const queue of ["orders", "seen"]) await channel.assertQueue(queue, { durable: true });
await rabbitmqClient.close();
const natsClient = await connectNats({
  servers: `127.0.0.1:${nats.port}`,
  user: testUser.name,
  pass: testUser.password,
});
await (await jetstreamManager(natsClient)).streams.add({ name: "SHOP", subjects: ["orders", "seen"] });
await natsClient.close();

const connection = "${{ secrets.BROKER }}";
const brokers = [
  { name: "RabbitMQ", broker: rabbitmq, listens: (place: string) => ({ rabbitmq: place }) },
  { name: "NATS", broker: nats, listens: (place: string) => ({ nats: place, ackWait: "1s" }) },
  { name: "MQTT", broker: mosquitto, listens: (place: string) => ({ mqtt: place }) },
  {
    name: "Redis",
    broker: redis,
    listens: (place: string) => ({ redis: place, field: "data", eventId: { header: "message-id" } }),
  },
];

test.each(brokers)(
  "a rule takes messages of $name, sends one for each, and goes on when the broker comes back",
  async ({ name, broker, listens }) => {
    await using t = await startTestEngine({
      plugins: [builtinConnectors],
      services: { addressOf: outside.ctx.addressOf },
      secrets: { BROKER: broker.url },
    });
    const orders = await t.rule({
      rule: "orders",
      triggers: [{ id: "in", ...listens("orders"), connection }],
      actions: [
        { id: "tell", use: "mq.publish", with: { connection, to: "seen", data: { order: "${{ event.data.order }}" } } },
      ],
    });
    const seen = await t.rule({
      rule: "seen",
      triggers: [{ id: "in", ...listens("seen"), connection }],
      actions: [{ id: "nothing", use: "test.echo", with: {} }],
    });
    const listening = async () => (await t.engine.listFeeds()).every(({ state }) => state === "listening");
    const send = (order: number) =>
      outside.run(mqPublish, {
        connection: { $secret: name },
        to: "orders",
        data: { order },
        messageId: `order-${order}`,
      });
    const came = async () => (await t.executions(seen)).length;

    await t.until(listening);
    for (const order of [1, 2, 2, 3]) await send(order);
    await t.until(async () => (await came()) === 3);

    await broker.restart();
    // Those that lost their connection say so at once; their pause is by the clock of the database.
    await t.until(async () => !(await listening()));
    await t.until(async () => {
      await t.database.clock.advance(10_000);
      return listening();
    });
    for (const order of [4, 5]) await send(order);
    await t.until(async () => (await came()) >= 5);
    await t.quiet();

    expect(await t.executions(orders)).toHaveLength(5);
    const told = (await t.executions(seen)).map(({ trigger }) => trigger["event"] as { data: { order: number } });
    expect(told.map(({ data }) => data.order).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(t.errors).toEqual([]);
  },
  120_000,
);
