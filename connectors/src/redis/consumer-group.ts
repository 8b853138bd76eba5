/** One consumer in a consumer group of a Redis stream: what it is brought, and what it acknowledges. */
import type { Redis } from "ioredis";
import type { StreamEntry } from "./redis-message.ts";

export interface GroupPlace {
  readonly stream: string;
  readonly group: string;
  readonly consumer: string;
  /** How many entries are asked for at once. */
  readonly count: number;
}

/** Makes the group when it is missing. A stream that is not there yet is read from its beginning once it is. */
export async function makeGroup(redis: Redis, { stream, group }: GroupPlace, from: "new" | "beginning"): Promise<void> {
  const start = from === "new" && (await redis.exists(stream)) === 1 ? "$" : "0";
  try {
    await redis.xgroup("CREATE", stream, group, start, "MKSTREAM");
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("BUSYGROUP")) throw error;
  }
}

/** What was brought to this consumer before and not acknowledged. */
export async function readPending(redis: Redis, place: GroupPlace): Promise<StreamEntry[]> {
  const { stream, group, consumer, count } = place;
  return entriesOf(await redis.xreadgroupBuffer("GROUP", group, consumer, "COUNT", count, "STREAMS", stream, "0"));
}

/** What nobody was brought yet; nothing after `blockMs` milliseconds without an entry. */
export async function readNew(redis: Redis, place: GroupPlace, blockMs: number): Promise<StreamEntry[]> {
  const { stream, group, consumer, count } = place;
  return entriesOf(
    await redis.xreadgroupBuffer("GROUP", group, consumer, "COUNT", count, "BLOCK", blockMs, "STREAMS", stream, ">"),
  );
}

/** Takes over what lies with other consumers of the group, which have not acknowledged it for so long. */
export async function claimLeftBehind(redis: Redis, place: GroupPlace, idleMs: number): Promise<StreamEntry[]> {
  const { stream, group, consumer, count } = place;
  const claimed: unknown = await redis.callBuffer("XAUTOCLAIM", [stream, group, consumer, idleMs, "0", "COUNT", count]);
  return Array.isArray(claimed) ? ((claimed[1] ?? []) as StreamEntry[]) : [];
}

export async function acknowledge(redis: Redis, { stream, group }: GroupPlace, ids: readonly Buffer[]): Promise<void> {
  if (ids.length > 0) await redis.xack(stream, group, ...ids);
}

/** The reply for one stream: its name and its entries. Nothing came: null. */
function entriesOf(reply: unknown): StreamEntry[] {
  const [first] = (reply ?? []) as readonly (readonly [Buffer, StreamEntry[]])[];
  return first?.[1] ?? [];
}
