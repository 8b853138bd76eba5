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
  /** How many in how long and who says so, for the reason that stands at the delivery. */
  readonly told: string;
}

export function capOfPolicy(name: string, { most, per, surplus, urgent, ...about }: FrequencyCap): RecipientCap {
  const told = `The recipient has had ${most} messages in ${per}, which is what the policy "${name}" allows.`;
  return { about, most, perMs: durationMs(per), surplus, urgentPasses: urgent === "passes", told };
}

/** A provider drops what is more and says that it took it: an alarm is better late than lost. */
export function capsOfChannels(
  channels: readonly Pick<ChannelDefinition, "id" | "recipientLimits">[],
): readonly RecipientCap[] {
  return channels.flatMap(({ id, recipientLimits = [] }) =>
    recipientLimits.map(({ most, perMs }) => {
      const told = `The recipient has had ${most} messages in ${perMs / 1_000} seconds, and the provider drops what is more.`;
      return { about: { channels: [id] }, most, perMs, surplus: "delay" as const, urgentPasses: false, told };
    }),
  );
}

/** Counts these deliveries, and returns those that are too many. */
export async function capDeliveries(
  tx: Tx,
  deliveries: readonly JudgedDelivery[],
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
  const times = new Map<string, Date[]>();
  for (const { channel, recipient, countedAt } of await readCounted(tx, { recipients, sinceMs })) {
    timesOf(times, channel, recipient).push(countedAt);
  }

  const held: HeldBack[] = [];
  const counted: number[] = [];
  for (const { delivery, own } of capped) {
    const before = timesOf(times, delivery.channel, delivery.recipient);
    const full = own.flatMap((cap) => {
      const freeAt = roomAt(cap, before, delivery.now);
      const passes = delivery.isUrgent && cap.urgentPasses;
      return freeAt === undefined || passes ? [] : [{ cap, freeAt }];
    });
    const [worst] = full.toSorted((a, b) => b.freeAt.getTime() - a.freeAt.getTime());
    if (worst === undefined) {
      before.push(delivery.now);
      counted.push(delivery.id);
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

/** When there is room for one more; nothing when there is now. `before` begins with the oldest. */
function roomAt({ most, perMs }: RecipientCap, before: readonly Date[], now: Date): Date | undefined {
  const inWindow = before.filter((at) => at.getTime() > now.getTime() - perMs);
  if (inWindow.length < most) return undefined;
  const leaving = inWindow[inWindow.length - most];
  return new Date((leaving ?? now).getTime() + perMs);
}

function timesOf(times: Map<string, Date[]>, channel: string, recipient: string): Date[] {
  const key = `${channel} ${recipient.toLowerCase()}`;
  const known = times.get(key) ?? [];
  times.set(key, known);
  return known;
}
