/**
 * How often a recipient is sent to. What always holds: at no time has a recipient been sent more messages of a channel
 * within the window of a cap than it allows, on any number of nodes. So whoever counts holds a lock on the recipient until
 * what was counted is committed.
 */
import { durationMs, type FrequencyCap } from "@belfry/model";
import type { ChannelDefinition } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";
import type { HeldBack } from "../sql/hold-back.ts";
import type { JudgedDelivery } from "../sql/load-judged.ts";
import { lockRecipients } from "../sql/lock-recipients.ts";
import { markCounted } from "../sql/mark-counted.ts";
import { readCounted } from "../sql/read-counted.ts";
import { isAbout, isFor } from "./policy-scope.ts";

/** What a policy allows a recipient, or the provider of a channel. */
export interface RecipientCap {
  readonly about: Pick<FrequencyCap, "channels" | "labels" | "recipients">;
  readonly most: number;
  readonly perMs: number;
  readonly surplus: FrequencyCap["surplus"];
  readonly urgentPasses: boolean;
  /** Whether a message that goes out in several pieces counts as so many. */
  readonly countsPieces: boolean;
  /** How many in how long and who says so, for the reason that stands at the delivery. */
  readonly told: string;
}

export function capOfPolicy(name: string, { most, per, surplus, urgent, ...about }: FrequencyCap): RecipientCap {
  const told = `The recipient has had ${most} messages in ${per}, which is what the policy "${name}" allows.`;
  return { about, most, perMs: durationMs(per), surplus, urgentPasses: urgent === "passes", countsPieces: false, told };
}

/** A provider drops what is more and says that it took it: an alarm is better late than lost. */
export function capsOfChannels(
  channels: readonly Pick<ChannelDefinition, "id" | "recipientLimits">[],
): readonly RecipientCap[] {
  return channels.flatMap(({ id, recipientLimits = [] }) =>
    recipientLimits.map(({ most, perMs }) => {
      const told = `The recipient has had ${most} messages in ${perMs / 1_000} seconds, and the provider drops what is more.`;
      const kept = { surplus: "delay", urgentPasses: false, countsPieces: true } as const;
      return { about: { channels: [id] }, most, perMs, ...kept, told };
    }),
  );
}

/** Counts these deliveries, and returns those that are too many. */
export async function capDeliveries(
  tx: Tx,
  deliveries: readonly (JudgedDelivery & { readonly pieces: number })[],
  caps: readonly RecipientCap[],
): Promise<HeldBack[]> {
  const capped = deliveries.flatMap((delivery) => {
    const own = caps.filter(({ about }) => isAbout(about, delivery) && isFor(about, delivery.recipient));
    return own.length === 0 || delivery.isCounted ? [] : [{ delivery, own }];
  });
  if (capped.length === 0) return [];
  await lockRecipients(
    tx,
    capped.map(({ delivery }) => delivery),
  );
  const sinceMs = Math.max(...capped.flatMap(({ own }) => own.map(({ perMs }) => perMs)));
  const recipients = [...new Set(capped.map(({ delivery }) => delivery.recipient))];
  const had = new Map<string, Counted[]>();
  for (const { channel, recipient, countedAt, pieces } of await readCounted(tx, { recipients, sinceMs })) {
    hadBy(had, channel, recipient).push({ at: countedAt, pieces });
  }

  const held: HeldBack[] = [];
  const counted: { id: number; pieces: number }[] = [];
  for (const { delivery, own } of capped) {
    const before = hadBy(had, delivery.channel, delivery.recipient);
    const full = own.flatMap((cap) => {
      const freeAt = roomAt(cap, before, delivery);
      const passes = delivery.isUrgent && cap.urgentPasses;
      return freeAt === undefined || passes ? [] : [{ cap, freeAt }];
    });
    const [worst] = full.toSorted((a, b) => b.freeAt.getTime() - a.freeAt.getTime());
    if (worst === undefined) {
      before.push({ at: delivery.now, pieces: delivery.pieces });
      counted.push({ id: delivery.id, pieces: delivery.pieces });
      continue;
    }
    const dropping = full.find(({ cap }) => cap.surplus === "suppress");
    const { told } = (dropping ?? worst).cap;
    held.push(
      dropping === undefined
        ? { deliveryId: delivery.id, state: "queued", reason: told, runAt: worst.freeAt }
        : { deliveryId: delivery.id, state: "suppressed", reason: told, runAt: undefined },
    );
  }
  if (counted.length > 0) await markCounted(tx, counted);
  return held;
}

/** What a recipient has had: when, and in how many pieces. */
interface Counted {
  readonly at: Date;
  readonly pieces: number;
}

/**
 * When there is room for a message; nothing when there is now. `before` begins with the oldest. What takes more pieces than
 * a cap allows at all has room when nothing else was had.
 */
function roomAt(
  { most, perMs, countsPieces }: RecipientCap,
  before: readonly Counted[],
  { now, pieces }: { readonly now: Date; readonly pieces: number },
): Date | undefined {
  const weightOf = (counted: { readonly pieces: number }) => (countsPieces ? counted.pieces : 1);
  let used = weightOf({ pieces });
  let leaving: Counted | undefined;
  // From the newest back: the first that is too much has to leave the window.
  for (const counted of before.toReversed()) {
    used += weightOf(counted);
    if (used <= most) continue;
    leaving = counted;
    break;
  }
  if (leaving === undefined || leaving.at.getTime() <= now.getTime() - perMs) return undefined;
  return new Date(leaving.at.getTime() + perMs);
}

function hadBy(had: Map<string, Counted[]>, channel: string, recipient: string): Counted[] {
  const key = `${channel} ${recipient.toLowerCase()}`;
  const known = had.get(key) ?? [];
  had.set(key, known);
  return known;
}
