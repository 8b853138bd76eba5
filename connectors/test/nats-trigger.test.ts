import { jetstream, jetstreamManager, type JetStreamPublishOptions } from "@nats-io/jetstream";
import { connect, headers, type MsgHdrs } from "@nats-io/transport-node";
import { startNats, testUser } from "@belfry/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { natsTrigger } from "../src/nats/nats-trigger.ts";
import { listen } from "./support/listen.ts";

// The address it names is reserved for documentation: whoever follows it waits for ever.
const broker = await startNats({ advertises: "192.0.2.1:4222" });
afterAll(() => broker[Symbol.asyncDispose]());

const connection = { $secret: "BROKER" };
const secrets = { BROKER: broker.url };
let streams = 0;

async function withClient<T>(work: (client: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> {
  const client = await connect({
    servers: `127.0.0.1:${broker.port}`,
    user: testUser.name,
    pass: testUser.password,
    ignoreClusterUpdates: true,
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** A stream of its own, and an entry that listens to it. */
async function freshStream() {
  const name = `ORDERS${(streams += 1)}`;
  const subject = `orders${streams}`;
  await withClient(async (client) =>
    (await jetstreamManager(client)).streams.add({ name, subjects: [`${subject}.>`] }),
  );
  return {
    name,
    subject,
    entry: { nats: `${subject}.>`, connection, ackWait: "1s" },
    feedId: `installation/${name}/t`,
  };
}

const send = (subject: string, bodies: readonly string[], options?: Partial<JetStreamPublishOptions>) =>
  withClient(async (client) => {
    for (const body of bodies) await jetstream(client).publish(subject, body, options);
  });

function headersOf(values: Readonly<Record<string, string>>): MsgHdrs {
  const all = headers();
  for (const [name, value] of Object.entries(values)) all.set(name, value);
  return all;
}

describe("the trigger nats", () => {
  test("hands a message over with its number, its subject and its time", async () => {
    const { name, subject, entry, feedId } = await freshStream();
    await using listener = await listen(natsTrigger, entry, { secrets, feedId });
    await send(`${subject}.paid`, ['{"amount":268}']);
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]).toEqual({
      id: expect.stringMatching(/^1@\d{4}-/),
      source: `nats:/${name}`,
      type: "nats",
      subject: `${subject}.paid`,
      occurredAt: expect.any(Date),
      data: { amount: 268 },
      attributes: { stream: name, sequence: 1 },
    });
  });

  test("brings a message again that was not accepted, and goes on after it on another node", async () => {
    const { subject, entry, feedId } = await freshStream();
    {
      await using listener = await listen(natsTrigger, entry, { secrets, feedId });
      listener.refuseNext(1);
      await send(`${subject}.paid`, ["1"]);
      await listener.until(({ accepted }) => accepted.length === 1);
      expect(listener.handedOver).toHaveLength(2);
    }
    await send(`${subject}.paid`, ["2"]);
    await using another = await listen(natsTrigger, entry, { secrets, feedId });
    await another.until(({ accepted }) => accepted.length === 1);
    expect(another.handedOver.map(({ data }) => data)).toEqual([2]);
  });

  test("knows a message again whose acknowledgement was lost with the node, by the name its sender gave it", async () => {
    const { subject, entry, feedId } = await freshStream();
    await using listener = await listen(natsTrigger, entry, { secrets, feedId });
    listener.dieAfterCommit(1);
    await send(`${subject}.paid`, ["{}"], { msgID: "order-1" });
    await listener.until(({ handedOver }) => handedOver.length === 2);
    expect(listener.accepted.map(({ id }) => id)).toEqual(["order-1"]);
  });

  test("keeps a message its own while its acceptance takes longer than the server waits", async () => {
    const { subject, entry, feedId } = await freshStream();
    await using listener = await listen(natsTrigger, entry, { secrets, feedId });
    const release = listener.hold();
    await send(`${subject}.paid`, ["{}"]);
    await listener.until(({ handedOver }) => handedOver.length === 1);
    // By then the server would have brought it again.
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    release();
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.handedOver).toHaveLength(1);
  });

  test("loses and doubles nothing when the server goes away and comes back", async () => {
    const { subject, entry, feedId } = await freshStream();
    await using listener = await listen(natsTrigger, { ...entry, prefetch: 5 }, { secrets, feedId });
    const release = listener.hold();
    await send(
      `${subject}.paid`,
      Array.from({ length: 20 }, (_, n) => String(n)),
    );
    await listener.until(({ handedOver }) => handedOver.length === 5);
    await broker.stop();
    release();
    await broker.start();
    await listener.until(({ accepted }) => accepted.length === 20);
    expect(listener.accepted.map(({ data }) => data).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
    expect(listener.losses.length).toBeGreaterThan(0);
  }, 120_000);

  test("keeps what it cannot read with the reason, and goes on", async () => {
    const { subject, entry, feedId } = await freshStream();
    await using listener = await listen(natsTrigger, entry, { secrets, feedId });
    await send(`${subject}.paid`, ["{broken", "1"]);
    await listener.until(({ accepted, letters }) => accepted.length === 1 && letters.length === 1);
    expect(listener.letters[0]?.raw).toBe("{broken");
  });

  test("reads CloudEvents in binary and in structured mode", async () => {
    const { subject, entry, feedId } = await freshStream();
    await using listener = await listen(natsTrigger, { ...entry, format: "cloudevents" }, { secrets, feedId });
    const attributes = {
      id: "7",
      source: "/shops/7",
      type: "order.paid",
      specversion: "1.0",
      subject: "%E8%AE%A2%E5%8D%95",
    };
    const binary = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]));
    await send(`${subject}.a`, ['{"a":1}'], { headers: headersOf({ ...binary, "content-type": "application/json" }) });
    await send(`${subject}.a`, [JSON.stringify({ ...attributes, id: "8", data: { a: 2 } })], {
      headers: headersOf({ "content-type": "application/cloudevents+json" }),
    });
    await listener.until(({ accepted }) => accepted.length === 2);
    expect(listener.accepted).toMatchObject([
      { id: "7", source: "/shops/7", type: "order.paid", subject: "订单", data: { a: 1 } },
      { id: "8", data: { a: 2 } },
    ]);
  });

  test("begins with all that the stream holds where the rule says so", async () => {
    const { subject, entry, feedId } = await freshStream();
    await send(`${subject}.paid`, ["1"]);
    await using listener = await listen(natsTrigger, { ...entry, from: "beginning" }, { secrets, feedId });
    await listener.until(({ accepted }) => accepted.length === 1);
  });

  test("says that password, stream or server are wrong, and what to do", async () => {
    const entry = { nats: "nowhere.>", connection };
    const wrong = { BROKER: broker.url.replace("belfry-test", "wrong") };
    await expect(listen(natsTrigger, entry, { secrets: wrong })).rejects.toMatchObject({
      failureClass: "config",
      code: "MQ_LOGIN_REFUSED",
    });
    await expect(listen(natsTrigger, entry, { secrets })).rejects.toMatchObject({
      code: "MQ_NOT_THERE",
      message: expect.stringContaining("nats stream add"),
    });
    await expect(listen(natsTrigger, entry, { secrets: { BROKER: "nats://127.0.0.1:1" } })).rejects.toMatchObject({
      code: "MQ_UNREACHABLE",
    });
  });
});
