import { connect, type Options } from "amqplib";
import { startRabbitmq } from "@belfry/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { rabbitmqTrigger } from "../src/rabbitmq/rabbitmq-trigger.ts";
import { listen } from "./support/listen.ts";

const broker = await startRabbitmq();
afterAll(() => broker[Symbol.asyncDispose]());

const connection = { $secret: "BROKER" };
const secrets = { BROKER: broker.url };
let queues = 0;
const freshQueue = () => `orders-${(queues += 1)}`;
const entry = (queue: string, more = {}) => ({ rabbitmq: queue, connection, declare: {}, ...more });

async function send(
  queue: string,
  bodies: readonly string[],
  options: (place: number) => Options.Publish = () => ({}),
) {
  const publisher = await connect(broker.url);
  const channel = await publisher.createConfirmChannel();
  bodies.forEach((body, place) =>
    channel.sendToQueue(queue, Buffer.from(body), { persistent: true, ...options(place) }),
  );
  await channel.waitForConfirms();
  await publisher.close();
}

async function left(queue: string): Promise<number> {
  const client = await connect(broker.url);
  const channel = await client.createChannel();
  const { messageCount } = await channel.checkQueue(queue);
  await client.close();
  return messageCount;
}

const named = (place: number): Options.Publish => ({ messageId: `order-${place}` });

describe("the trigger rabbitmq", () => {
  test("hands a message over with its name, its routing key and the headers that are asked for", async () => {
    const queue = freshQueue();
    await using listener = await listen(rabbitmqTrigger, entry(queue, { type: "order.paid", headers: ["X-Shop"] }), {
      secrets,
    });
    await send(queue, ['{"amount":268}'], () => ({ messageId: "order-1", headers: { "x-shop": "七号店" } }));
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]).toEqual({
      id: "order-1",
      source: `rabbitmq:/${queue}`,
      type: "order.paid",
      subject: queue,
      data: { amount: 268 },
      attributes: { exchange: "", "x-shop": "七号店" },
    });
  });

  test("brings a message again that was not accepted, and acknowledges it once", async () => {
    const queue = freshQueue();
    {
      await using listener = await listen(rabbitmqTrigger, entry(queue), { secrets });
      listener.refuseNext(1);
      await send(queue, ["{}"], named);
      await listener.until(({ accepted }) => accepted.length === 1);
      expect(listener.handedOver).toHaveLength(2);
    }
    expect(await left(queue)).toBe(0);
  });

  test("knows a message again whose acknowledgement was lost with the node", async () => {
    const queue = freshQueue();
    await using listener = await listen(rabbitmqTrigger, entry(queue), { secrets });
    listener.dieAfterCommit(1);
    await send(queue, ['{"a":1}']);
    await listener.until(({ handedOver }) => handedOver.length === 2);
    expect(listener.accepted).toHaveLength(1);
  });

  test("loses and doubles nothing when the broker goes away and comes back", async () => {
    const queue = freshQueue();
    await using listener = await listen(rabbitmqTrigger, entry(queue, { prefetch: 5 }), { secrets });
    const release = listener.hold();
    await send(
      queue,
      Array.from({ length: 20 }, () => "{}"),
      named,
    );
    await listener.until(({ handedOver }) => handedOver.length === 5);
    await broker.stop();
    release();
    await broker.start();
    await listener.until(({ accepted }) => accepted.length === 20);
    expect(new Set(listener.accepted.map(({ id }) => id)).size).toBe(20);
    expect(listener.losses.length).toBeGreaterThan(0);
  }, 120_000);

  test("keeps what it cannot read with the reason, and goes on", async () => {
    const queue = freshQueue();
    {
      await using listener = await listen(rabbitmqTrigger, entry(queue), { secrets });
      await send(queue, ["{broken", '{"a":1}'], named);
      await listener.until(({ accepted, letters }) => accepted.length === 1 && letters.length === 1);
      expect(listener.letters[0]?.raw).toBe("{broken");
      expect(listener.letters[0]?.problems[0]?.remedy).toBe("Send valid JSON in UTF-8.");
    }
    expect(await left(queue)).toBe(0);
  });

  test("reads CloudEvents in binary and in structured mode", async () => {
    const queue = freshQueue();
    await using listener = await listen(rabbitmqTrigger, entry(queue, { format: "cloudevents" }), { secrets });
    const attributes = {
      id: "7",
      source: "/shops/7",
      type: "order.paid",
      specversion: "1.0",
      time: "2026-02-16T06:00:00Z",
    };
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`cloudEvents:${name}`, value]),
    );
    await send(queue, ['{"a":1}'], () => ({ contentType: "application/json", headers }));
    const structured = JSON.stringify({ ...attributes, id: "8", data: { a: 2 } });
    await send(queue, [structured], () => ({ contentType: "application/cloudevents+json" }));
    await send(queue, ["{}"], named);
    await listener.until(({ accepted, letters }) => accepted.length === 2 && letters.length === 1);
    expect(listener.accepted).toMatchObject([
      { id: "7", source: "/shops/7", type: "order.paid", occurredAt: new Date("2026-02-16T06:00:00Z"), data: { a: 1 } },
      { id: "8", data: { a: 2 } },
    ]);
    expect(listener.letters[0]?.problems[0]?.message).toBe("The message is no CloudEvent.");
  });

  test("binds its queue to an exchange and takes the name of a message from its content", async () => {
    const queue = freshQueue();
    const declare = { exchange: "shop", exchangeType: "topic", routingKeys: ["order.*"], queueType: "quorum" };
    await using listener = await listen(rabbitmqTrigger, entry(queue, { declare, eventId: { path: "order.id" } }), {
      secrets,
    });
    const publisher = await connect(broker.url);
    const channel = await publisher.createConfirmChannel();
    for (const key of ["order.paid", "customer.new"]) channel.publish("shop", key, Buffer.from('{"order":{"id":42}}'));
    await channel.waitForConfirms();
    await publisher.close();
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]).toMatchObject({ id: "42", subject: "order.paid" });
  });

  test("counts messages with the same content once, or each by itself where the rule says so", async () => {
    const [queue, other] = [freshQueue(), freshQueue()];
    await using listener = await listen(rabbitmqTrigger, entry(queue), { secrets });
    await using each = await listen(rabbitmqTrigger, entry(other, { eventId: { else: "delivery" } }), { secrets });
    for (const one of [queue, other]) await send(one, ['{"refresh":true}', '{"refresh":true}']);
    await listener.until(({ handedOver }) => handedOver.length === 2);
    await each.until(({ handedOver }) => handedOver.length === 2);
    expect([listener.accepted.length, each.accepted.length]).toEqual([1, 2]);
  });

  test("says that password, queue or server are wrong, and what to do", async () => {
    const wrong = broker.url.replace("belfry-test", "wrong");
    await expect(listen(rabbitmqTrigger, entry("q"), { secrets: { BROKER: wrong } })).rejects.toMatchObject({
      failureClass: "config",
      code: "MQ_LOGIN_REFUSED",
      message: expect.stringContaining("Correct the URL in the secret"),
    });
    const missing = { rabbitmq: "nowhere", connection };
    await expect(listen(rabbitmqTrigger, missing, { secrets })).rejects.toMatchObject({ code: "MQ_NOT_THERE" });
    const away = { BROKER: "amqp://127.0.0.1:1" };
    await expect(listen(rabbitmqTrigger, entry("q"), { secrets: away })).rejects.toMatchObject({
      failureClass: "external",
      code: "MQ_UNREACHABLE",
    });
  });
});
