import { defaultMisfire, parseDuration, type MisfireConfig } from "@belfry/model";

/**
 * How late a slot may be decided and still count as on time. A scheduler that is a little busy is not an outage; one
 * that was away for a minute is.
 */
export const ON_TIME_MS = 60_000;

export interface LateSlot {
  readonly dueAt: Date;
  readonly now: Date;
  /** The fire time after `dueAt`, if there is one. */
  readonly next: Date | undefined;
  readonly misfire: MisfireConfig | undefined;
}

export type MisfireJudgement = { readonly fire: true } | { readonly fire: false; readonly reason: string };

/** Whether a slot whose time has passed still fires. Pure, and asked slot by slot: no slot needs to know of the others. */
export function judgeMisfire(slot: LateSlot): MisfireJudgement {
  const lateMs = slot.now.getTime() - slot.dueAt.getTime();
  if (lateMs <= ON_TIME_MS) return { fire: true };
  const policy = slot.misfire?.policy ?? defaultMisfire.policy;
  const withinMs = parseDuration(slot.misfire?.within ?? defaultMisfire.within);
  if (policy === "skip") return { fire: false, reason: "policy skip" };
  if (lateMs > withinMs) return { fire: false, reason: `later than ${slot.misfire?.within ?? defaultMisfire.within}` };
  if (policy === "latest" && slot.next !== undefined && slot.next <= slot.now) {
    return { fire: false, reason: "policy latest: a newer fire time has passed too" };
  }
  return { fire: true };
}
