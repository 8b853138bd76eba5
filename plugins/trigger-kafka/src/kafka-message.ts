import type { BrokerMessage } from "@belfry/plugin-kit";

/** What is read of a message of the library. */
export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly timestamp: bigint;
  readonly key: Buffer | null | undefined;
  readonly value: Buffer | null | undefined;
  readonly headers: ReadonlyMap<Buffer, Buffer>;
}

/** A message of a topic. Kafka names each by its partition and offset; a topic that is made again begins anew. */
export function kafkaMessage({ partition, offset, timestamp, key, value, headers: given }: KafkaRecord): BrokerMessage {
  const headers = Object.fromEntries([...given].map(([name, text]) => [name.toString("utf8"), text.toString("utf8")]));
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]));
  return {
    body: value ?? new Uint8Array(),
    contentType: lowered["content-type"],
    headers,
    // The binding of CloudEvents to Kafka writes `ce_id`.
    cloudEvent: Object.fromEntries(
      Object.entries(lowered).flatMap(([name, text]) => (name.startsWith("ce_") ? [[name.slice(3), text]] : [])),
    ),
    id: `${partition}/${offset}`,
    ...(key !== null && key !== undefined && key.byteLength > 0 && { subject: key.toString("utf8") }),
    occurredAt: timestamp > 0n ? new Date(Number(timestamp)) : undefined,
    // Offsets outgrow what a number holds exactly.
    attributes: { partition, offset: String(offset) },
  };
}

/** Where a consumer goes on: behind the last message of each partition. */
export function offsetsBehind(
  records: readonly (Pick<KafkaRecord, "topic" | "partition" | "offset"> & { readonly leaderEpoch: number })[],
): { topic: string; partition: number; offset: bigint; leaderEpoch: number }[] {
  const last = new Map<string, { topic: string; partition: number; offset: bigint; leaderEpoch: number }>();
  for (const { topic, partition, offset, leaderEpoch } of records) {
    const known = last.get(`${topic}/${partition}`);
    if (known !== undefined && known.offset > offset) continue;
    last.set(`${topic}/${partition}`, { topic, partition, offset: offset + 1n, leaderEpoch });
  }
  return [...last.values()];
}
