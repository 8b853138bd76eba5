import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { ActionFailure, actionContract, contractSecret, triggerContract } from "@belfry/plugin-kit";
import { createTestActionContext } from "@belfry/testkit";
import { ConnectionPool, ProtocolError } from "@platformatic/kafka";
import { afterAll, describe, expect, test } from "vitest";
import { createBrokerGuard } from "../src/guarded-brokers.ts";
import { kafkaPlugin } from "../src/index.ts";
import { kafkaFailure } from "../src/kafka-failure.ts";
import { kafkaPublish } from "../src/kafka-publish.ts";
import { kafkaTrigger } from "../src/kafka-trigger.ts";

/** Takes connections and says nothing. */
const silent = createServer(() => undefined).listen(0, "127.0.0.1");
await once(silent, "listening");
const silentBroker = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
const context = await createTestActionContext();
afterAll(async () => {
  silent.close();
  await context[Symbol.asyncDispose]();
});

const brokers = ["kafka-1.example:9092", "[2001:db8::1]:9092"];
const login = { mechanism: "SCRAM-SHA-512", user: "belfry", password: contractSecret.ref };

// What these do with a cluster is not shown: there is none to be had here.
const needsCluster =
  /it listens|its output is JSON|run again after a crash|shows it nowhere|its key leaves|a secret is missing/;

for (const { name, run } of [
  ...triggerContract(kafkaTrigger, {
    validConfigs: [
      { kafka: "orders", brokers },
      { kafka: "orders", brokers, tls: true, login, format: "cloudevents" },
    ],
    badConfigs: [
      { kafka: "a/b", brokers },
      { kafka: "orders", brokers: ["kafka"] },
      { kafka: "orders", brokers, login: { ...login, password: "written" } },
    ],
  }),
  ...actionContract(kafkaPublish, {
    createContext: (options) => createTestActionContext(options),
    validInput: { topic: "orders", brokers: [silentBroker], data: { a: 1 } },
    slowInput: { topic: "orders", brokers: [silentBroker], data: 1 },
    failures: [
      {
        name: "nobody listens there",
        input: { topic: "a", brokers: ["127.0.0.1:1"], data: 1 },
        code: "KAFKA_UNREACHABLE",
      },
      {
        name: "the address is not allowed",
        input: { topic: "a", brokers: ["169.254.169.254:9092"], data: 1 },
        code: "OUTBOUND_BLOCKED",
      },
      {
        name: "the broker is silent",
        input: { topic: "a", brokers: [silentBroker], data: 1, timeout: "200ms" },
        code: "KAFKA_TIMEOUT",
      },
    ],
  }),
]) {
  if (!needsCluster.test(name) && !name.includes("a field that takes secrets")) test(name, run);
}

describe("the plugin for Kafka", () => {
  test("has a trigger and an action", () => {
    expect([kafkaPlugin.triggers?.map(({ id }) => id), kafkaPlugin.actions?.map(({ id }) => id)]).toEqual([
      ["kafka"],
      ["kafka.publish"],
    ]);
  });

  test.each([true, false])("asks before it goes on to a member that the cluster names (TLS: %s)", async (tls) => {
    const pool = new ConnectionPool("belfry", {});
    createBrokerGuard(context.ctx.addressOf, { tls }).watch(pool);
    await expect(pool.get({ host: "169.254.169.254", port: 9092 })).rejects.toMatchObject({ code: "OUTBOUND_BLOCKED" });
    const told = Promise.withResolvers<unknown>();
    pool.getFirstAvailable([{ host: "169.254.169.254", port: 9092 }], (error) => told.resolve(error));
    expect(kafkaFailure(await told.promise, "kafka:9092")).toMatchObject({ code: "OUTBOUND_BLOCKED" });
  });

  test("looks up over TLS only what it has asked about", async () => {
    const guard = createBrokerGuard(async () => "127.0.0.1", { tls: true });
    const pool = new ConnectionPool("belfry", { connectTimeout: 500 });
    guard.watch(pool);
    const lookedUp = (host: string) =>
      new Promise((resolve) => guard.lookup(host, { all: true }, (error, addresses) => resolve(error ?? addresses)));
    expect(await lookedUp("kafka-1.invalid")).toBeInstanceOf(Error);
    await expect(pool.get({ host: "kafka-1.invalid", port: 1 })).rejects.toThrow();
    expect(await lookedUp("kafka-1.invalid")).toEqual([{ address: "127.0.0.1", family: 4 }]);
  });

  test("says by class what is wrong with a topic, a right or a login", () => {
    const codes = [
      "UNKNOWN_TOPIC_OR_PARTITION",
      "TOPIC_AUTHORIZATION_FAILED",
      "SASL_AUTHENTICATION_FAILED",
      "NETWORK_EXCEPTION",
    ].map((id) => {
      const failure = kafkaFailure(new AggregateError([new ProtocolError(id)]), "kafka:9092");
      return failure instanceof ActionFailure ? [failure.code, failure.failureClass] : failure;
    });
    expect(codes).toEqual([
      ["KAFKA_NOT_THERE", "config"],
      ["KAFKA_NOT_PERMITTED", "config"],
      ["KAFKA_LOGIN_REFUSED", "config"],
      ["KAFKA_UNREACHABLE", "external"],
    ]);
  });
});
