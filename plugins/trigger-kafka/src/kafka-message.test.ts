import { handOver, type IncomingEvent } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { kafkaMessage, offsetsBehind, type KafkaRecord } from "./kafka-message.ts";
import { kafkaTrigger } from "./kafka-trigger.ts";

const record = (more: Partial<KafkaRecord> = {}): KafkaRecord => ({
  topic: "orders",
  partition: 3,
  offset: 9_007_199_254_740_993n,
  timestamp: 1_771_221_600_000n,
  key: Buffer.from("1001"),
  value: Buffer.from('{"amount":268}'),
  headers: new Map(),
  ...more,
});

async function eventOf(given: KafkaRecord, entry: Readonly<Record<string, unknown>> = {}) {
  const config = kafkaTrigger.config.parse({ kafka: "orders", brokers: ["kafka:9092"], ...entry });
  const accepted: IncomingEvent[] = [];
  const letters: string[] = [];
  const ctx = {
    accept: async (...events: readonly IncomingEvent[]) => void accepted.push(...events),
    unreadable: async (raw: string) => void letters.push(raw),
  };
  await handOver(ctx, [kafkaMessage(given)], config as never, { type: "kafka", source: "kafka:/orders" });
  return { event: accepted[0], letters };
}

test("a message is known by its partition and offset, exactly, however large", async () => {
  const { event } = await eventOf(record());
  expect(event).toEqual({
    id: "3/9007199254740993",
    source: "kafka:/orders",
    type: "kafka",
    subject: "1001",
    occurredAt: new Date("2026-02-16T06:00:00Z"),
    data: { amount: 268 },
    attributes: { partition: 3, offset: "9007199254740993" },
  });
});

test("a deletion is a message without data", async () => {
  const { event } = await eventOf(record({ value: null, key: null }));
  expect([event?.data, event?.subject]).toEqual([null, undefined]);
});

test("CloudEvents are read in binary and in structured mode", async () => {
  const attributes = { id: "7", source: "/shops/7", type: "order.paid", specversion: "1.0" };
  const binary = Object.entries(attributes).map(
    ([name, value]) => [Buffer.from(`ce_${name}`), Buffer.from(value)] as const,
  );
  const format = { format: "cloudevents" };
  const { event } = await eventOf(record({ headers: new Map(binary) }), format);
  expect(event).toMatchObject({ id: "7", source: "/shops/7", type: "order.paid", data: { amount: 268 } });
  const structured = await eventOf(
    record({
      value: Buffer.from(JSON.stringify({ ...attributes, data: 1 })),
      headers: new Map([[Buffer.from("content-type"), Buffer.from("application/cloudevents+json")]]),
    }),
    format,
  );
  expect(structured.event).toMatchObject({ id: "7", data: 1 });
});

test("what cannot be read becomes a dead letter, and reads once it is corrected", async () => {
  const { letters } = await eventOf(record({ value: Buffer.from("{broken") }));
  expect(letters).toEqual(["{broken"]);
  if (kafkaTrigger.kind !== "subscribe") throw new Error("It listens.");
  const config = kafkaTrigger.config.parse({ kafka: "orders", brokers: ["kafka:9092"] });
  expect(await kafkaTrigger.read?.(config, '{"a":1}')).toMatchObject({ ok: true, events: [{ data: { a: 1 } }] });
});

const at = (partition: number, offset: bigint) => ({ topic: "orders", partition, offset, leaderEpoch: 5 });

test("a consumer goes on behind the last message of each partition", () => {
  expect(offsetsBehind([at(0, 4n), at(1, 9n), at(0, 5n)])).toEqual([at(0, 6n), at(1, 10n)]);
});
