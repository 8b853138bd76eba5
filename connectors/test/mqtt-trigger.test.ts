import { connectAsync, type IClientPublishOptions, type MqttClient } from "mqtt";
import { startMosquitto, testUser } from "@belfry/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { mqttTrigger } from "../src/mqtt/mqtt-trigger.ts";
import { listen } from "./support/listen.ts";

const broker = await startMosquitto();
afterAll(() => broker[Symbol.asyncDispose]());

const connection = { $secret: "BROKER" };
const secrets = { BROKER: broker.url };
let topics = 0;

function fresh(more = {}) {
  const topic = `plant${(topics += 1)}`;
  return { topic, feedId: `installation/${topic}/t`, entry: { mqtt: `${topic}/#`, connection, ...more } };
}

async function withClient(work: (client: MqttClient) => Promise<unknown>): Promise<void> {
  const client = await connectAsync({
    host: "127.0.0.1",
    port: broker.port,
    username: testUser.name,
    password: testUser.password,
    protocolVersion: 5,
  });
  await work(client);
  await client.endAsync();
}

const send = (topic: string, bodies: readonly string[], options: IClientPublishOptions = {}) =>
  withClient(async (client) => {
    for (const body of bodies) await client.publishAsync(topic, body, { qos: 1, ...options });
  });

describe.each([
  { version: "5", qos: 1 },
  { version: "5", qos: 2 },
  { version: "3.1.1", qos: 1 },
])("the trigger mqtt, version $version with QoS $qos", (how) => {
  test("hands a message over with its topic, and the same once more when it is sent once more", async () => {
    const { topic, feedId, entry } = fresh(how);
    await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
    await send(`${topic}/door`, ['"open"', '"open"'], { qos: 2 });
    await listener.until(({ accepted }) => accepted.length === 2);
    expect(listener.accepted[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      source: `mqtt:/${topic}/#`,
      type: "mqtt",
      subject: `${topic}/door`,
      data: "open",
      attributes: { qos: how.qos, retained: false },
    });
  });

  test("brings a message again that was not accepted, and goes on with the session on another node", async () => {
    const { topic, feedId, entry } = fresh(how);
    {
      await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
      listener.refuseNext(1);
      await send(`${topic}/a`, ["1"], { qos: 2 });
      await listener.until(({ accepted }) => accepted.length === 1);
      expect(listener.handedOver).toHaveLength(2);
    }
    await send(`${topic}/a`, ["2"], { qos: 2 });
    await using another = await listen(mqttTrigger, entry, { secrets, feedId });
    await another.until(({ accepted }) => accepted.length === 1);
    expect(another.handedOver.map(({ data }) => data)).toEqual([2]);
  });

  test("knows a message again whose acknowledgement was lost with the node", async () => {
    const { topic, feedId, entry } = fresh(how);
    await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
    listener.dieAfterCommit(1);
    await send(`${topic}/door`, ['"open"'], { qos: 2 });
    await listener.until(({ handedOver }) => handedOver.length === 2);
    expect(listener.accepted).toHaveLength(1);
  });

  test("loses and doubles nothing when the broker goes away and comes back", async () => {
    const { topic, feedId, entry } = fresh(how);
    await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
    const release = listener.hold();
    await send(
      `${topic}/a`,
      Array.from({ length: 20 }, (_, n) => String(n)),
      { qos: 2 },
    );
    await listener.until(({ handedOver }) => handedOver.length >= 1);
    await broker.stop();
    release();
    await broker.start();
    await listener.until(({ accepted }) => accepted.length === 20);
    expect(listener.accepted.map(({ data }) => Number(data)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
    expect(listener.losses.length).toBeGreaterThan(0);
  }, 120_000);
});

describe("the trigger mqtt", () => {
  test("keeps what it cannot read with the reason, and goes on", async () => {
    const { topic, feedId, entry } = fresh();
    await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
    await send(`${topic}/a`, ["{broken", "1"]);
    await listener.until(({ accepted, letters }) => accepted.length === 1 && letters.length === 1);
    expect(listener.letters[0]?.raw).toBe("{broken");
  });

  test("knows a message by its user property, and shows those that are asked for", async () => {
    const { topic, feedId, entry } = fresh({ headers: ["hall"] });
    await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
    const properties = { userProperties: { "message-id": "m-1", hall: "三号馆" } };
    await send(`${topic}/a`, ["1", "1"], { properties });
    await listener.until(({ handedOver }) => handedOver.length === 2);
    expect(listener.accepted).toMatchObject([{ id: "m-1", attributes: { hall: "三号馆" } }]);
  });

  test("reads CloudEvents in binary and in structured mode", async () => {
    const { topic, feedId, entry } = fresh({ format: "cloudevents" });
    await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
    const attributes = { id: "7", source: "/shops/7", type: "order.paid", specversion: "1.0" };
    await send(`${topic}/a`, ['{"a":1}'], {
      properties: { contentType: "application/json", userProperties: attributes },
    });
    await send(`${topic}/a`, [JSON.stringify({ ...attributes, id: "8", data: { a: 2 } })]);
    await listener.until(({ accepted }) => accepted.length === 2);
    expect(listener.accepted).toMatchObject([
      { id: "7", source: "/shops/7", type: "order.paid", data: { a: 1 } },
      { id: "8", data: { a: 2 } },
    ]);
  });

  test("leaves what the broker had kept alone, unless the rule asks for it", async () => {
    const { topic, feedId, entry } = fresh();
    await send(`${topic}/state`, ['"kept"'], { retain: true });
    await using listener = await listen(mqttTrigger, entry, { secrets, feedId });
    await using asking = await listen(mqttTrigger, { ...entry, retained: true }, { secrets, feedId: `${feedId}2` });
    await asking.until(({ accepted }) => accepted.length === 1);
    await send(`${topic}/state`, ['"new"']);
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]?.data).toBe("new");
  });

  test("lets go of topics that the rule named before it was edited", async () => {
    const { topic, feedId, entry } = fresh();
    await (await listen(mqttTrigger, entry, { secrets, feedId }))[Symbol.asyncDispose]();
    await using listener = await listen(mqttTrigger, { ...entry, mqtt: [`${topic}/new`] }, { secrets, feedId });
    const named = { ...entry, clientId: `named-${topic}` };
    await (await listen(mqttTrigger, { ...named, mqtt: `${topic}/old` }, { secrets }))[Symbol.asyncDispose]();
    await using keeping = await listen(mqttTrigger, { ...named, mqtt: `${topic}/new` }, { secrets });
    await send(`${topic}/old`, ["1"]);
    await send(`${topic}/new`, ["2"]);
    for (const one of [listener, keeping]) {
      await one.until(({ accepted }) => accepted.length === 1);
      expect(one.handedOver.map(({ data }) => data)).toEqual([2]);
    }
  });

  test("says that password or server are wrong, and what to do", async () => {
    const { entry } = fresh();
    for (const version of ["5", "3.1.1"]) {
      const wrong = { BROKER: broker.url.replace("belfry-test", "wrong") };
      await expect(listen(mqttTrigger, { ...entry, version }, { secrets: wrong })).rejects.toMatchObject({
        failureClass: "config",
        code: "MQ_LOGIN_REFUSED",
      });
    }
    await expect(listen(mqttTrigger, entry, { secrets: { BROKER: "mqtt://127.0.0.1:1" } })).rejects.toMatchObject({
      code: "MQ_UNREACHABLE",
    });
  });
});
