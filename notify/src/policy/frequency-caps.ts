/**
 * How often a recipient is sent to. What always holds: at no time has a recipient been sent more messages of a channel
 * within the window of a cap than it allows, on any number of nodes. So whoever counts holds a lock on the recipient until
 * what was counted is committed.
 */
import { durationMs, type FrequencyCap } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { HeldBack } from "../sql/hold-back.ts";
import type { JudgedDelivery } from "../sql/load-judged.ts";
import { lockRecipients } from "../sql/lock-recipients.ts";
import { markCounted } from "../sql/mark-counted.ts";
import { readCounted } from "../sql/read-counted.ts";
import { isAbout, isFor } from "./policy-scope.ts";

export interface NamedCap {
  readonly name: string;
  readonly definition: FrequencyCap;
}

/** Counts these deliveries, and returns those that are too many. */
export async function capDeliveries(
  tx: Tx,
  deliveries: readonly JudgedDelivery[],
  caps: readonly NamedCap[],
): Promise<HeldBack[]> {
  const capped = deliveries.flatMap((delivery) => {
    const own = caps.filter(({ definition }) => isAbout(definition, delivery) && isFor(definition, delivery.recipient));
    return own.length === 0 || delivery.isCounted ? [] : [{ delivery, own }];
  });
  if (capped.length === 0) return [];
  await lockRecipients(
    tx,
    capped.map(({ delivery }) => delivery),
  );
  const sinceMs = Math.max(...capped.flatMap(({ own }) => own.map(({ definition }) => durationMs(definition.per))));
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
      const freeAt = roomAt(cap.definition, before, delivery.now);
      const passes = delivery.isUrgent && cap.definition.urgent === "passes";
      return freeAt === undefined || passes ? [] : [{ cap, freeAt }];
    });
    const [worst] = full.toSorted((a, b) => b.freeAt.getTime() - a.freeAt.getTime());
    if (worst === undefined) {
      before.push(delivery.now);
      counted.push(delivery.id);
      continue;
    }
    const dropping = full.find(({ cap }) => cap.definition.surplus === "suppress");
    const { name, definition } = (dropping ?? worst).cap;
    const told = `The recipient has had ${definition.most} messages in ${definition.per}, which is what the policy "${name}" allows.`;
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
function roomAt({ most, per }: FrequencyCap, before: readonly Date[], now: Date): Date | undefined {
  const perMs = durationMs(per);
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
