/**
 * Gathers what would wait too long for a robot into one message that lists it.
 *
 * What always holds: a delivery is in at most one digest, and gets that digest's fate, whatever it is. It joins while the
 * digest waits and has never been sent; from the claim of the digest on nothing joins it and nothing leaves it, because
 * whoever joins holds the lock of the digest's message, and a claim takes that lock. Whoever gathers for a line holds a lock
 * on the line, so that any number of nodes fill one digest. A crash before the commit has gathered nothing.
 */
import type { Tx } from "@belfry/store";
import { beginDigest } from "../sql/begin-digest.ts";
import { findGatherable } from "../sql/find-gatherable.ts";
import { findNewestDigests } from "../sql/find-newest-digests.ts";
import { insertMessages } from "../sql/insert-messages.ts";
import { joinDigest } from "../sql/join-digest.ts";
import { lockDigestLines } from "../sql/lock-digest-lines.ts";
import { lockMessages } from "../sql/lock-messages.ts";
import { writeContent, type DigestDeps } from "./write-content.ts";

/** A delivery that is held and would wait too long. */
export interface OverflowRecord {
  readonly messageId: number;
  readonly deliveryId: number;
  readonly epoch: number;
  readonly channel: string;
  readonly account: string | undefined;
  readonly recipient: string;
  /** What it waits for, and when it would have had its turn. */
  readonly line: string;
  readonly turn: Date;
  /** Why it cannot be sent now. */
  readonly reason: string;
}

/**
 * Gathers deliveries, whose messages the caller has locked. Returns the places of those that another node holds now.
 * Repeating it changes nothing.
 */
export async function gatherOverflow(
  deps: DigestDeps,
  tx: Tx,
  records: readonly OverflowRecord[],
): Promise<ReadonlySet<number>> {
  const lines = [...new Set(records.map(({ line }) => line))];
  await lockDigestLines(tx, lines);
  const newest = new Map((await findNewestDigests(tx, lines)).map(({ line, id }) => [line, id]));
  await lockMessages(tx, [...newest.values()]);
  const held = new Map((await findGatherable(tx, records)).map(({ place, isOpen }) => [place, isOpen]));
  const open = records.filter((_, place) => held.get(place) === true);
  for (const [line, ofLine] of Map.groupBy(open, (record) => record.line)) {
    const before = newest.get(line);
    const joined = before === undefined ? new Set<number>() : await join(tx, before, ofLine);
    if (before !== undefined && joined.size > 0)
      await writeContent(deps, tx, { id: before, channel: ofLine[0]?.channel ?? "" });
    const left = ofLine.filter(({ deliveryId }) => !joined.has(deliveryId));
    const [first] = left;
    if (first === undefined) continue;
    const id = await begin(tx, first);
    await join(tx, id, left);
    await writeContent(deps, tx, { id, channel: first.channel });
  }
  return new Set(records.flatMap((_, place) => (held.has(place) ? [] : [place])));
}

function join(tx: Tx, digestId: number, records: readonly OverflowRecord[]): Promise<ReadonlySet<number>> {
  return joinDigest(tx, digestId, {
    deliveryIds: records.map(({ deliveryId }) => deliveryId),
    reason: `It would have waited too long for its robot, and goes out in the digest message ${digestId}.`,
  });
}

/** Writes a digest without anything in it. */
async function begin(tx: Tx, record: OverflowRecord): Promise<number> {
  const { channel, account, recipient, line, turn, reason } = record;
  const idempotencyKey = `digest:${record.deliveryId}:${record.epoch}`;
  const ids = await insertMessages(tx, [
    {
      idempotencyKey,
      channel,
      account,
      executionId: undefined,
      redrive: 0,
      content: { subject: "", attachments: [] },
      recipients: [{ field: "to", address: recipient }],
      options: {
        labels: {},
        priority: "normal",
        scheduledAt: undefined,
        expiresAt: undefined,
        business: undefined,
        escalation: undefined,
        callback: undefined,
        template: undefined,
      },
      origin: undefined,
      sentBy: undefined,
      heldFor: undefined,
    },
  ]);
  const id = ids.get(idempotencyKey);
  if (id === undefined) throw new Error(`A digest for the delivery ${record.deliveryId} was there already.`);
  await beginDigest(tx, { id, line, turn, reason });
  return id;
}
