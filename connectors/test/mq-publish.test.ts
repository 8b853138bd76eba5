import { once } from "node:events";
import { connect as connectSocket, createServer, type AddressInfo } from "node:net";
import { connect } from "amqplib";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect as connectNats } from "@nats-io/transport-node";
import { actionContract, contractSecret, type TriggerDefinition } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  startMosquitto,
  startNats,
  startRabbitmq,
  startRedis,
  testUser,
} from "@belfry/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { mqPublish } from "../src/mq/mq-publish.ts";
import { mqttTrigger } from "../src/mqtt/mqtt-trigger.ts";
import { natsTrigger } from "../src/nats/nats-trigger.ts";
import { rabbitmqTrigger } from "../src/rabbitmq/rabbitmq-trigger.ts";
import { redisTrigger } from "../src/redis/redis-trigger.ts";
import { listen } from "./support/listen.ts";

const [rabbitmq, nats, mosquitto, redis] = await Promise.all([
  startRabbitmq(),
  startNats(),
  startMosquitto(),
  startRedis({ password: contractSecret.value }),
]);
// What it was told stands here, and that is how a test knows that a key left.
let told = "";
const recorder = createServer((client) => {
  const server = connectSocket(redis.port, "127.0.0.1");
  client.on("data", (bytes) => (told += bytes.toString("utf8")));
  client.pipe(server).pipe(client);
  for (const socket of [client, server]) socket.on("error", () => [client, server].forEach((one) => one.destroy()));
}).listen(0, "127.0.0.1");
/** Takes connections and says nothing. */
const silent = createServer(() => undefined).listen(0, "127.0.0.1");
await Promise.all([once(recorder, "listening"), once(silent, "listening")]);
const portOf = (server: typeof silent) => (server.address() as AddressInfo).port;
afterAll(async () => {
  for (const server of [recorder, silent]) server.close();
  await Promise.all([rabbitmq, nats, mosquitto, redis].map((broker) => broker[Symbol.asyncDispose]()));
});

const client = await connectNats({ servers: `127.0.0.1:${nats.port}`, user: testUser.name, pass: testUser.password });
await (await jetstreamManager(client)).streams.add({ name: "SHOP", subjects: ["shop.>"] });
await client.close();

const connection = { $secret: "BROKER" };
const publish = async (url: string, input: Readonly<Record<string, unknown>>, executionId?: number) => {
  const options = { secrets: { BROKER: url }, ...(executionId !== undefined && { executionId }) };
  await using context = await createTestActionContext(options);
  return (await context.run(mqPublish, { connection, ...input })) as Record<string, unknown>;
};

const brokers: readonly [
  string,
  { url: string; to: string; trigger: TriggerDefinition; entry: Record<string, unknown> },
][] = [
  ["RabbitMQ", { url: rabbitmq.url, to: "paid", trigger: rabbitmqTrigger, entry: { rabbitmq: "paid", declare: {} } }],
  ["NATS", { url: nats.url, to: "shop.paid", trigger: natsTrigger, entry: { nats: "shop.>", ackWait: "1s" } }],
  ["MQTT", { url: mosquitto.url, to: "shop/paid", trigger: mqttTrigger, entry: { mqtt: "shop/+" } }],
  [
    "Redis",
    {
      url: redis.url,
      to: "paid",
      trigger: redisTrigger,
      entry: { redis: "paid", field: "data", eventId: { header: "message-id" } },
    },
  ],
];

describe.each(brokers)("mq.publish to %s", (_name, { url, to, trigger, entry }) => {
  const secrets = { BROKER: url };

  test("sends what its trigger receives, with a name by which a repetition is known", async () => {
    await using listener = await listen(
      trigger,
      { ...entry, connection, headers: ["shop"] },
      { secrets, feedId: `${to}/1` },
    );
    const message = { to, data: { order: "1001", note: "谢谢" }, headers: { shop: "seven" } };
    const sent = await publish(url, message, 501);
    await publish(url, message, 501);
    await publish(url, { ...message, data: { order: "1002" } });
    await listener.until(({ accepted }) => accepted.length === 2);
    expect(listener.accepted[0]).toMatchObject({
      id: sent["messageId"],
      data: { order: "1001", note: "谢谢" },
      attributes: { shop: "seven" },
    });
  });

  test("sends a CloudEvent where the rule says so", async () => {
    const format = { format: "cloudevents", ...(trigger.id === "redis" && { redis: "events" }) };
    await using listener = await listen(trigger, { ...entry, ...format, connection }, { secrets, feedId: `${to}/2` });
    const place = trigger.id === "redis" ? "events" : to;
    await publish(url, { to: place, data: { a: 1 }, event: { type: "order.paid", subject: "1001" } });
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]).toMatchObject({
      source: "/rules/test-rule",
      type: "order.paid",
      subject: "1001",
      data: { a: 1 },
    });
  });

  test("says that password or server are wrong", async () => {
    const wrong = new URL(url);
    wrong.password = "wrong";
    await expect(publish(wrong.href, { to, data: 1 })).rejects.toMatchObject({
      failureClass: "config",
      code: "MQ_LOGIN_REFUSED",
      retryable: false,
    });
    wrong.port = "1";
    await expect(publish(wrong.href, { to, data: 1 })).rejects.toMatchObject({
      code: "MQ_UNREACHABLE",
      retryable: true,
    });
  });

  test("gives up in time when the server is silent, and says so", async () => {
    const away = new URL(url);
    away.port = String(portOf(silent));
    await expect(publish(away.href, { to, data: 1, timeout: "300ms" })).rejects.toMatchObject({ code: "MQ_TIMEOUT" });
  });
});

describe("mq.publish", () => {
  test("fails when nobody would take the message", async () => {
    await expect(publish(rabbitmq.url, { to: "nowhere", data: 1 })).rejects.toMatchObject({
      code: "MQ_NOT_THERE",
      message: expect.stringContaining("Nobody takes what is sent to the queue nowhere"),
    });
    await expect(publish(rabbitmq.url, { to: "a", exchange: "nowhere", data: 1 })).rejects.toMatchObject({
      code: "MQ_NOT_THERE",
    });
    await expect(publish(nats.url, { to: "nowhere", data: 1 })).rejects.toMatchObject({
      code: "MQ_NOT_THERE",
      message: expect.stringContaining("nats stream add"),
    });
  });

  test("fails in a way that is tried again when a queue is full", async () => {
    const setup = await connect(rabbitmq.url);
    const channel = await setup.createChannel();
    await channel.assertQueue("full", { maxLength: 1, arguments: { "x-overflow": "reject-publish" } });
    await setup.close();
    await publish(rabbitmq.url, { to: "full", data: 1 });
    await expect(publish(rabbitmq.url, { to: "full", data: 2 })).rejects.toMatchObject({
      code: "MQ_REFUSED",
      retryable: true,
    });
  });

  test("tells that a stream of NATS had the message before", async () => {
    const first = await publish(nats.url, { to: "shop.once", data: 1, messageId: "once" });
    const second = await publish(nats.url, { to: "shop.once", data: 1, messageId: "once" });
    expect([first["duplicate"], second["duplicate"], second["position"]]).toEqual([false, true, first["position"]]);
  });

  test("refuses fields of another broker, and a password that is written out", async () => {
    await expect(publish(nats.url, { to: "shop.a", data: 1, exchange: "x" })).rejects.toMatchObject({
      code: "MQ_MESSAGE_INVALID",
      message: "The field exchange means nothing to nats. Leave it out.",
    });
    const parsed = mqPublish.input.safeParse({ connection: "amqp://shop:pass@mq.example", to: "a", data: 1 });
    expect(parsed.error?.issues[0]?.message).toContain("Store the whole URL as a secret");
    expect(mqPublish.input.safeParse({ connection: "nats://mq.example", to: "a", data: 1 }).success).toBe(true);
  });
});

const urlThroughRecorder = (password: string) =>
  `redis://:${encodeURIComponent(password)}@127.0.0.1:${portOf(recorder)}`;
const throughRecorder = { to: "contract", data: { a: 1 }, connection: contractSecret.ref };
for (const check of actionContract(mqPublish, {
  createContext: ({ secrets, ...options }) => {
    const urls = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, urlThroughRecorder(value)]));
    return createTestActionContext({ ...options, secrets: urls });
  },
  validInput: throughRecorder,
  slowInput: { to: "a", data: 1, connection: `amqp://127.0.0.1:${portOf(silent)}` },
  secretInput: throughRecorder,
  keyInput: throughRecorder,
  outside: () => told,
  failures: [
    {
      name: "nobody listens there",
      input: { ...throughRecorder, connection: "mqtt://127.0.0.1:1" },
      code: "MQ_UNREACHABLE",
    },
    {
      name: "the connection is no broker's",
      input: { ...throughRecorder, connection: "http://127.0.0.1" },
      code: "MQ_CONNECTION_INVALID",
    },
    {
      name: "the address is not allowed",
      input: { ...throughRecorder, connection: "redis://169.254.169.254" },
      code: "OUTBOUND_BLOCKED",
    },
    {
      name: "the login is refused",
      input: { ...throughRecorder, connection: `redis://127.0.0.1:${redis.port}` },
      code: "MQ_LOGIN_REFUSED",
    },
    { name: "the place is another thing", input: { ...throughRecorder, qos: 1 }, code: "MQ_MESSAGE_INVALID" },
  ],
})) {
  test(check.name, check.run);
}
