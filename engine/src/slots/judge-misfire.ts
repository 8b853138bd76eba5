import { defaultMisfire, parseDuration, type MisfireConfig } from "@belfry/model";

/** How late a slot may be decided and still count as on time. A scheduler that is a little busy is not an outage. */
export const ON_TIME_MS = 60_000;

export interface LateSlot {
  readonly dueAt: Date;
  readonly now: Date;
  /** The fire time after `dueAt`, if there is one. */
  readonly next: Date | undefined;
  readonly misfire: MisfireConfig | undefined;
  /**
   * Whether a scheduler was there when it was due. After an outage only the newest fire time can still count as on time;
   * else a rule of every second would fire sixty times at once, whatever its policy says.
   */
  readonly attended: boolean;
}

export type MisfireJudgement = { readonly fire: true } | { readonly fire: false; readonly reason: string };

/** Whether a slot whose time has passed still fires. Pure, and asked slot by slot: no slot needs to know of the others. */
export function judgeMisfire(slot: LateSlot): MisfireJudgement {
  const lateMs = slot.now.getTime() - slot.dueAt.getTime();
  const isNewest = slot.next === undefined || slot.next > slot.now;
  if (lateMs <= 0 || (lateMs <= ON_TIME_MS && (slot.attended || isNewest))) return { fire: true };
  const policy = slot.misfire?.policy ?? defaultMisfire.policy;
  const within = slot.misfire?.within ?? defaultMisfire.within;
  if (policy === "skip") return { fire: false, reason: "policy skip" };
  // Asked before the window: so the misses of one outage share their reason, and are one row.
  if (policy === "latest" && !isNewest)
    return { fire: false, reason: "policy latest: a newer fire time has passed too" };
  if (lateMs > parseDuration(within)) return { fire: false, reason: `later than ${within}` };
  return { fire: true };
}

/** The time between two slots that are made up for, so that a catch-up is no storm. */
export function catchUpStepMs(misfire: MisfireConfig | undefined): number {
  return Math.ceil(60_000 / (misfire?.perMinute ?? defaultMisfire.perMinute));
}
