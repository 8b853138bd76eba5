/**
 * What becomes of a fire time that depends on other rules. One that ends a business day is looked at whenever one of them
 * has ended, and fires at most once, because it is one slot: as soon as they have run, else it says at the end of the day
 * what was missing.
 */
import type { SlotFate } from "@belfry/model";
import type { AwaitedRules } from "@belfry/plugin-kit";
import type { Queryable } from "@belfry/store";
import type { DueSlot } from "../sql/slots/select-due-slots.ts";
import { DEEPEST_CHAIN } from "./chain-depth.ts";
import { awaitedDetail, lookAtAwaited, type AwaitedView } from "./look-at-awaited.ts";

export type AwaitedVerdict =
  /** It fires, as far as the other rules are concerned, with what they did. */
  | { readonly kind: "met"; readonly found: Readonly<Record<string, unknown>> }
  /** Something is missing, and the day is not over. */
  | { readonly kind: "wait"; readonly until: Date; readonly found?: undefined }
  | {
      readonly kind: "not-met";
      readonly fate: SlotFate;
      readonly detail: Readonly<Record<string, unknown>>;
      readonly found?: undefined;
    };

/** What ended in the last moment of a day may be committed a moment after it. */
const GRACE_MS = 5_000;

export async function judgeAwaited(
  db: Queryable,
  { slot, awaits, now }: { readonly slot: DueSlot; readonly awaits: AwaitedRules; readonly now: Date },
): Promise<AwaitedVerdict> {
  const view = await lookAtAwaited(db, awaits, slot.dueAt);
  return awaits.fires === "complete" ? judgeComplete(view, slot, now) : judgeMissing(view);
}

function judgeComplete(view: AwaitedView, slot: DueSlot, now: Date): AwaitedVerdict {
  // A rule that is made or changed at noon does not fire for what was there before it: nothing has happened since.
  const isNew = view.lastEndedAt !== undefined && view.lastEndedAt >= slot.activeFrom;
  if (!view.complete || !isNew) {
    const end = new Date(slot.dueAt.getTime() + GRACE_MS);
    if (now < end) return { kind: "wait", until: end };
    const reason = view.complete ? { reason: "they had run before this trigger was there" } : {};
    return { kind: "not-met", fate: "incomplete", detail: { ...awaitedDetail(view), ...reason } };
  }
  const depth = view.depth + 1;
  if (depth > DEEPEST_CHAIN) {
    const message = `It is the ${depth}th of a chain of events and calls: the rules go in circles.`;
    return { kind: "not-met", fate: "condition-error", detail: { message } };
  }
  return { kind: "met", found: { day: view.day.day, rules: view.done, depth } };
}

function judgeMissing(view: AwaitedView): AwaitedVerdict {
  if (!view.complete) return { kind: "met", found: { day: view.day.day, rules: view.done, missing: view.missing } };
  return { kind: "not-met", fate: "condition-false", detail: { condition: "late", ...awaitedDetail(view) } };
}
