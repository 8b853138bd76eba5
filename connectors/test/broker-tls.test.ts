import { once } from "node:events";
import { connect as connectSocket, type AddressInfo } from "node:net";
import tls from "node:tls";
import {
  createTestActionContext,
  createTestCertificate,
  startMosquitto,
  startNats,
  startRabbitmq,
  startRedis,
  type TestService,
} from "@belfry/testkit";
import { jetstreamManager } from "@nats-io/jetstream";
import { afterAll, expect, test } from "vitest";
import { readBrokerUrl } from "../src/mq/broker-address.ts";
import { mqPublish } from "../src/mq/mq-publish.ts";
import { connectNats } from "../src/nats/connect-nats.ts";

// The certificate is for the name alone: who shows the address to it, or asks nobody, does not get in.
const certificate = createTestCertificate({ hosts: ["broker.test"] });
tls.setDefaultCACertificates([...tls.getCACertificates("default"), certificate.certificate]);
const [rabbitmq, nats, mosquitto, redis] = await Promise.all([
  startRabbitmq(),
  startNats({ certificate }),
  startMosquitto(),
  startRedis(),
]);
const doors: tls.Server[] = [];
afterAll(async () => {
  for (const door of doors) door.close();
  for (const one of [rabbitmq, nats, mosquitto, redis]) await one[Symbol.asyncDispose]();
});

/** A door that speaks TLS, before a broker that does not. */
async function doorTo({ port }: TestService): Promise<number> {
  const door = tls.createServer({ key: certificate.key, cert: certificate.certificate }, (client) => {
    const server = connectSocket(port, "127.0.0.1");
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on("error", () => [client, server].forEach((one) => one.destroy()));
  });
  doors.push(door.listen(0, "127.0.0.1"));
  await once(door, "listening");
  return (door.address() as AddressInfo).port;
}

/** Every name leads to this machine. */
const addressOf = async () => "127.0.0.1";

function urlOf({ url }: TestService, scheme: string, host: string, port: number): string {
  return `${scheme}//${url.slice(url.indexOf("//") + 2, url.lastIndexOf("@"))}@${host}:${port}`;
}

async function publish(connection: string, to: string): Promise<unknown> {
  await using context = await createTestActionContext({ secrets: { BROKER: connection } });
  const input = mqPublish.input.parse({ connection: { $secret: "BROKER" }, to, data: 1 });
  return await mqPublish.run({ ...context.ctx, addressOf }, input);
}

const address = readBrokerUrl(urlOf(nats, "tls:", "broker.test", nats.port));
const client = await connectNats({ addressOf }, address);
await (await jetstreamManager(client)).streams.add({ name: "SHOP", subjects: ["shop"] });
await client.close();

test.each([
  ["amqps:", rabbitmq, "amq.fanout"],
  ["mqtts:", mosquitto, "shop"],
  ["rediss:", redis, "shop"],
  ["tls:", nats, "shop"],
])("%s goes to the address that was allowed, and trusts the name in the URL alone", async (scheme, broker, to) => {
  const port = broker === nats ? nats.port : await doorTo(broker);
  const right = publish(urlOf(broker, scheme, "broker.test", port), to);
  // RabbitMQ has no queue of that name; that it says so shows that it was reached.
  if (broker === rabbitmq) await expect(right).rejects.toMatchObject({ code: "MQ_NOT_THERE" });
  else expect(await right).toMatchObject({ duplicate: false });
  await expect(publish(urlOf(broker, scheme, "other.test", port), to)).rejects.toMatchObject({
    failureClass: "config",
    code: "MQ_NOT_TRUSTED",
  });
});

test("a broker that speaks TLS is not told a password in the clear", async () => {
  await expect(publish(urlOf(nats, "nats:", "broker.test", nats.port), "shop")).rejects.toMatchObject({
    name: "ActionFailure",
  });
});
