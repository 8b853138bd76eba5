import { Redis } from "ioredis";
import { startRedis } from "@belfry/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { redisTrigger } from "../src/redis/redis-trigger.ts";
import { listen } from "./support/listen.ts";

const broker = await startRedis();
afterAll(() => broker[Symbol.asyncDispose]());

const connection = { $secret: "BROKER" };
const secrets = { BROKER: broker.url };
let streams = 0;

function fresh(more = {}) {
  const stream = `orders${(streams += 1)}`;
  return { stream, feedId: `installation/${stream}/t`, entry: { redis: stream, connection, field: "data", ...more } };
}

async function withClient<T>(work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(broker.url);
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

const send = (stream: string, bodies: readonly string[]) =>
  withClient(async (client) => {
    for (const body of bodies) await client.xadd(stream, "*", "data", body, "shop", "七号店");
  });

async function pending(stream: string): Promise<number> {
  return withClient(async (client) => {
    const groups = (await client.xinfo("GROUPS", stream)) as string[][];
    return groups.reduce((sum, group) => sum + Number(group[group.indexOf("pending") + 1]), 0);
  });
}

describe("the trigger redis", () => {
  test("hands an entry over with its id, its time and the fields that are asked for", async () => {
    const { stream, feedId, entry } = fresh({ headers: ["shop"] });
    await using listener = await listen(redisTrigger, entry, { secrets, feedId });
    await send(stream, ['{"amount":268}']);
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]).toEqual({
      id: expect.stringMatching(/^\d{13}-0$/),
      source: `redis:/${stream}`,
      type: "redis",
      occurredAt: expect.any(Date),
      data: { amount: 268 },
      attributes: { shop: "七号店" },
    });
  });

  test("takes all fields as data where the rule names none", async () => {
    const { stream, feedId, entry } = fresh({ field: undefined });
    await using listener = await listen(redisTrigger, entry, { secrets, feedId });
    await send(stream, ["1"]);
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]?.data).toEqual({ data: "1", shop: "七号店" });
  });

  test("brings an entry again that was not accepted, and goes on after it on another node", async () => {
    const { stream, feedId, entry } = fresh();
    {
      await using listener = await listen(redisTrigger, entry, { secrets, feedId });
      listener.refuseNext(1);
      await send(stream, ["1"]);
      await listener.until(({ accepted }) => accepted.length === 1);
      expect(listener.handedOver).toHaveLength(2);
    }
    expect(await pending(stream)).toBe(0);
    await send(stream, ["2"]);
    await using another = await listen(redisTrigger, entry, { secrets, feedId });
    await another.until(({ accepted }) => accepted.length === 1);
    expect(another.handedOver.map(({ data }) => data)).toEqual([2]);
  });

  test("knows an entry again whose acknowledgement was lost with the node", async () => {
    const { stream, feedId, entry } = fresh();
    await using listener = await listen(redisTrigger, entry, { secrets, feedId });
    listener.dieAfterCommit(1);
    await send(stream, ["1", "2", "3"]);
    await listener.until(({ handedOver, accepted }) => handedOver.length > 3 && accepted.length === 3);
    expect(listener.accepted.map(({ data }) => data)).toEqual([1, 2, 3]);
  });

  test("takes over what another consumer of the group got and left behind", async () => {
    const { stream, feedId, entry } = fresh({ group: "shared", claimAfter: "1ms" });
    await withClient(async (client) => {
      await client.xgroup("CREATE", stream, "shared", "0", "MKSTREAM");
      await client.xadd(stream, "*", "data", "1");
      await client.xreadgroup("GROUP", "shared", "dead", "COUNT", 1, "STREAMS", stream, ">");
    });
    await using listener = await listen(redisTrigger, entry, { secrets, feedId });
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]?.data).toBe(1);
  });

  test("loses and doubles nothing when the server goes away and comes back", async () => {
    const { stream, feedId, entry } = fresh({ prefetch: 5 });
    await using listener = await listen(redisTrigger, entry, { secrets, feedId });
    const release = listener.hold();
    await send(
      stream,
      Array.from({ length: 20 }, (_, n) => String(n)),
    );
    await listener.until(({ handedOver }) => handedOver.length > 0);
    await broker.stop();
    release();
    await broker.start();
    await listener.until(({ accepted }) => accepted.length === 20);
    expect(listener.accepted.map(({ data }) => data)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(listener.losses.length).toBeGreaterThan(0);
  }, 120_000);

  test("keeps what it cannot read with the reason, and goes on", async () => {
    const { stream, feedId, entry } = fresh();
    await using listener = await listen(redisTrigger, entry, { secrets, feedId });
    await send(stream, ["{broken"]);
    await withClient((client) => client.xadd(stream, "*", "other", "1"));
    await send(stream, ["1"]);
    await listener.until(({ accepted, letters }) => accepted.length === 1 && letters.length === 2);
    expect(listener.letters.map(({ raw }) => raw)).toEqual(["{broken", '{"other":"1"}']);
    expect(listener.letters[1]?.problems[0]?.message).toBe("The entry has no field data.");
  });

  test("reads CloudEvents", async () => {
    const { stream, feedId, entry } = fresh({ format: "cloudevents" });
    await using listener = await listen(redisTrigger, entry, { secrets, feedId });
    await send(stream, [
      JSON.stringify({ id: "7", source: "/s", type: "order.paid", specversion: "1.0", data: { a: 1 } }),
    ]);
    await listener.until(({ accepted }) => accepted.length === 1);
    expect(listener.accepted[0]).toMatchObject({ id: "7", source: "/s", type: "order.paid", data: { a: 1 } });
  });

  test("says that password, key or server are wrong, and what to do", async () => {
    const { stream, entry } = fresh();
    const wrong = { BROKER: broker.url.replace("belfry-test", "wrong") };
    await expect(listen(redisTrigger, entry, { secrets: wrong })).rejects.toMatchObject({
      failureClass: "config",
      code: "MQ_LOGIN_REFUSED",
    });
    await withClient((client) => client.set(stream, "text"));
    await expect(listen(redisTrigger, entry, { secrets })).rejects.toMatchObject({ code: "MQ_NOT_THERE" });
    await expect(listen(redisTrigger, entry, { secrets: { BROKER: "redis://127.0.0.1:1" } })).rejects.toMatchObject({
      code: "MQ_UNREACHABLE",
    });
  });
});
