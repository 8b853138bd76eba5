import { triggerContract, type TriggerContractOptions, type TriggerDefinition } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  startMosquitto,
  startNats,
  startRabbitmq,
  startRedis,
  testUser,
} from "@belfry/testkit";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { afterAll, test } from "vitest";
import { mqttTrigger } from "../src/mqtt/mqtt-trigger.ts";
import { natsTrigger } from "../src/nats/nats-trigger.ts";
import { rabbitmqTrigger } from "../src/rabbitmq/rabbitmq-trigger.ts";
import { redisTrigger } from "../src/redis/redis-trigger.ts";
import { triggerContext } from "./support/trigger-context.ts";

const [rabbitmq, nats, mosquitto, redis] = await Promise.all([
  startRabbitmq(),
  startNats(),
  startMosquitto(),
  startRedis(),
]);
const context = await createTestActionContext({
  secrets: { RABBITMQ: rabbitmq.url, NATS: nats.url, MQTT: mosquitto.url, REDIS: redis.url },
});
afterAll(async () => {
  for (const one of [context, rabbitmq, nats, mosquitto, redis]) await one[Symbol.asyncDispose]();
});

const client = await connect({ servers: `127.0.0.1:${nats.port}`, user: testUser.name, pass: testUser.password });
await (await jetstreamManager(client)).streams.add({ name: "ORDERS", subjects: ["orders.>"] });
await client.close();

const named = (name: string) => ({ $secret: name });
const written = "amqp://shop:password@mq.example";
const contracts: readonly [TriggerDefinition, Omit<TriggerContractOptions, "createContext">][] = [
  [
    rabbitmqTrigger,
    {
      validConfigs: [
        {
          rabbitmq: "orders",
          connection: named("RABBITMQ"),
          declare: { exchange: "amq.topic", routingKeys: ["order.*"] },
        },
        {
          rabbitmq: "orders",
          connection: "${{ secrets.SHOP_MQ }}",
          format: "cloudevents",
          eventId: { header: "x-id" },
        },
      ],
      badConfigs: [
        { rabbitmq: "", connection: named("RABBITMQ") },
        { rabbitmq: "orders" },
        { rabbitmq: "orders", connection: written },
        { rabbitmq: "orders", connection: named("RABBITMQ"), prefetch: 0 },
      ],
    },
  ],
  [
    natsTrigger,
    {
      validConfigs: [{ nats: "orders.>", connection: named("NATS"), stream: "ORDERS", durable: "belfry-orders" }],
      badConfigs: [
        { nats: "a b", connection: named("NATS") },
        { nats: "orders.>", connection: named("NATS"), durable: "a.b" },
        { nats: "orders.>", connection: named("NATS"), ackWait: "10ms" },
        { nats: "orders.>", connection: written.replace("amqp", "nats") },
      ],
    },
  ],
  [
    mqttTrigger,
    {
      validConfigs: [
        { mqtt: "plant/+/temperature", connection: named("MQTT") },
        { mqtt: ["plant/#", "office/#"], connection: named("MQTT"), version: "3.1.1", eventId: { path: "id" } },
      ],
      badConfigs: [
        { mqtt: "plant/#/temperature", connection: named("MQTT") },
        { mqtt: ["plant/#", "plant/hall"], connection: named("MQTT") },
        { mqtt: "plant/#", connection: named("MQTT"), version: "3.1.1", qos: 2 },
        { mqtt: "plant/#", connection: named("MQTT"), qos: 0 },
      ],
    },
  ],
  [
    redisTrigger,
    {
      validConfigs: [{ redis: "orders", connection: named("REDIS"), field: "data", group: "belfry" }],
      badConfigs: [
        { redis: "orders", connection: named("REDIS"), format: "text" },
        { redis: "orders", connection: written.replace("amqp", "redis") },
      ],
    },
  ],
];

for (const [trigger, options] of contracts) {
  const createContext = (signal: AbortSignal) =>
    triggerContext(context, { signal, feedId: `installation/contract/${trigger.id}` });
  for (const check of triggerContract(trigger, { ...options, createContext })) test(check.name, check.run);
}
