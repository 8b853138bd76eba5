import type { Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import type { EventRecord } from "../sql/events/select-event.ts";
import { selectGatheredOf } from "../sql/what-if/select-gathered-of.ts";
import { selectReplayedDecisions, type ReplayedDecision } from "../sql/what-if/select-replayed-decisions.ts";
import { selectReplayedEvents } from "../sql/what-if/select-replayed-events.ts";
import type { Patience } from "./patience.ts";

/** The most events that are replayed. */
export const MOST_EVENTS = 20_000;
const EVENTS_AT_ONCE = 1_000;

/** Events that really came in, the oldest first, and what they came to at the rule. */
export interface PastEvents {
  readonly events: readonly EventRecord[];
  readonly decisions: ReadonlyMap<number, readonly ReplayedDecision[]>;
  /** Those that windows of the rule still gather. */
  readonly gathered: ReadonlySet<number>;
  /** Where they begin, when there were too many. */
  readonly cutFrom: Date | undefined;
}

export async function readPastEvents(
  { store }: EngineCore,
  ruleId: number | undefined,
  range: { readonly from: Date; readonly until: Date; readonly scope: Scope | null; readonly patience: Patience },
): Promise<PastEvents> {
  const { from, until, scope, patience } = range;
  const newestFirst: EventRecord[] = [];
  const decisions: ReplayedDecision[] = [];
  let before: number | null = null;
  while (newestFirst.length < MOST_EVENTS && !(await patience.isOver())) {
    const page: EventRecord[] = await selectReplayedEvents(store, {
      from,
      until,
      scope,
      before,
      limit: EVENTS_AT_ONCE,
    });
    newestFirst.push(...page);
    if (ruleId !== undefined) {
      const ids = page.map(({ id }) => id);
      decisions.push(...(await selectReplayedDecisions(store, ruleId, ids)));
    }
    before = page.at(-1)?.id ?? null;
    if (page.length < EVENTS_AT_ONCE) {
      return { ...found(newestFirst, decisions), gathered: await gatheredOf(), cutFrom: undefined };
    }
  }
  return { ...found(newestFirst, decisions), gathered: await gatheredOf(), cutFrom: newestFirst.at(-1)?.receivedAt };

  async function gatheredOf() {
    return new Set(ruleId === undefined ? [] : await selectGatheredOf(store, ruleId));
  }
}

function found(newestFirst: readonly EventRecord[], decisions: readonly ReplayedDecision[]) {
  return { events: newestFirst.toReversed(), decisions: Map.groupBy(decisions, ({ eventId }) => eventId) };
}
