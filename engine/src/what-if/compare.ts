import { isoInZone } from "@belfry/model";
import { step } from "../explain/explanation.ts";
import { fires, type Outcome } from "./outcome.ts";
import type { WhatIf, WhatIfDifference } from "./what-if-view.ts";

export interface Comparison extends Pick<WhatIf, "more" | "fewer" | "same" | "days"> {
  /** The newest first. */
  readonly differences: readonly WhatIfDifference[];
}

interface Pair {
  readonly happened: Outcome | undefined;
  readonly would: Outcome | undefined;
}

/**
 * Compares what really fired with what would have. A fire time is the same whatever its trigger is called: who renames a
 * trigger changes nothing.
 */
export function compareOutcomes(happened: readonly Outcome[], would: readonly Outcome[], timeZone: string): Comparison {
  const counts = { more: 0, fewer: 0, same: 0 };
  const days = new Map<string, { more: number; fewer: number; same: number }>();
  const differences: WhatIfDifference[] = [];
  const really = Map.groupBy(happened, placeOf);
  const replayed = Map.groupBy(would, placeOf);
  for (const place of new Set([...really.keys(), ...replayed.keys()])) {
    for (const pair of pairsOf(really.get(place) ?? [], replayed.get(place) ?? [])) {
      const change = changeOf(pair);
      const at = (pair.happened ?? pair.would)?.at;
      if (change === undefined || at === undefined) continue;
      const day = isoInZone(at, timeZone).slice(0, 10);
      const ofDay = days.get(day) ?? { more: 0, fewer: 0, same: 0 };
      days.set(day, { ...ofDay, [change]: ofDay[change] + 1 });
      counts[change] += 1;
      if (change !== "same") differences.push(differenceOf(pair, change, at));
    }
  }
  const newestFirst = differences.toSorted(
    (a, b) => b.at.getTime() - a.at.getTime() || (b.eventId ?? 0) - (a.eventId ?? 0),
  );
  const inOrder = [...days].toSorted(([a], [b]) => a.localeCompare(b)).map(([day, sums]) => ({ day, ...sums }));
  return { ...counts, days: inOrder, differences: newestFirst };
}

/** What can be the same: an event, or a fire time. */
function placeOf({ eventId, at }: Outcome): string {
  return eventId === null ? `at ${at.getTime()}` : `event ${eventId}`;
}

/** Those of one trigger belong together, then those that fire. */
function pairsOf(really: readonly Outcome[], replayed: readonly Outcome[]): Pair[] {
  const left = [...replayed];
  const take = (fits: (one: Outcome) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const sameTrigger = really.map((happened): Pair => ({
    happened,
    would: take(({ trigger }) => trigger === happened.trigger),
  }));
  const pairs = sameTrigger.map(({ happened, would }): Pair =>
    would !== undefined || happened === undefined
      ? { happened, would }
      : { happened, would: take((one) => fires(one) === fires(happened)) ?? take(() => true) },
  );
  return [...pairs, ...left.map((would): Pair => ({ happened: undefined, would }))];
}

function changeOf({ happened, would }: Pair): "more" | "fewer" | "same" | undefined {
  const did = happened !== undefined && fires(happened);
  const will = would !== undefined && fires(would);
  if (did && will) return "same";
  if (did) return "fewer";
  return will ? "more" : undefined;
}

function differenceOf({ happened, would }: Pair, change: "more" | "fewer", at: Date): WhatIfDifference {
  const eventId = happened?.eventId ?? would?.eventId ?? null;
  const ofEvent = eventId !== null;
  const held = change === "more" ? happened : would;
  const nothing =
    change === "more"
      ? step(ofEvent ? "what-if.was-no-match" : "what-if.was-no-fire-time", "no")
      : step(ofEvent ? "what-if.no-match" : "what-if.no-fire-time", "no", { basis: "now" });
  const found = held?.why() ?? [];
  return {
    at,
    change,
    trigger: (would ?? happened)?.trigger ?? "",
    eventId,
    happened: { fate: happened?.fate ?? "none", executionId: happened?.executionId ?? null },
    wouldHappen: { fate: would?.fate ?? "none" },
    why: held === undefined ? [nothing] : found,
  };
}
