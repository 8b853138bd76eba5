import type { EventDifference, IncomingEvent } from "@belfry/plugin-kit";
import type { EngineCore } from "../engine-core.ts";
import { ownConfig } from "../slots/own-config.ts";
import type { selectEvent } from "../sql/events/select-event.ts";
import type { EventCandidate } from "../sql/explain/select-event-candidates.ts";
import { step, type ExplainStep } from "./explanation.ts";
import { meaningOf } from "./explain-trigger.ts";

type EventRecord = NonNullable<Awaited<ReturnType<typeof selectEvent>>>;

interface Compared {
  readonly trigger: EventCandidate;
  readonly incoming: IncomingEvent;
}

/** An event that is kept, as it came in. */
export function incomingOf(event: EventRecord): IncomingEvent {
  return {
    source: event.source,
    id: event.eventId,
    type: event.type,
    ...(event.subject !== null && { subject: event.subject }),
    ...(event.occurredAt !== null && { occurredAt: event.occurredAt }),
    attributes: event.attributes as Readonly<Record<string, string | number | boolean>>,
    data: event.data,
  };
}

/** Why an event came to nothing at a trigger at which nothing was decided. */
export function matchSteps(core: EngineCore, event: EventRecord, { trigger, incoming }: Compared): ExplainStep[] {
  const meaning = meaningOf(core, trigger);
  const now = { basis: "now" as const };
  const none = step("fate.not-started", "no", { values: { fate: "none" } });
  const definition = core.registry.triggers.get(trigger.kind);
  if (definition?.kind !== "match" || event.triggerId !== null) {
    return [step("match.own-feed", "no", { ...now, values: { meaning } }), none];
  }
  const differences = differencesOf(core, trigger, incoming);
  if (differences === undefined) return [step("match.no", "no", { ...now, values: { meaning } }), none];
  if (differences.length > 0) {
    const steps = differences.map(({ attribute, wanted, is }) =>
      step("match.differs", "no", { ...now, values: { attribute, wanted, is } }),
    );
    return [step("match.no", "no", { ...now, values: { meaning } }), ...steps, none];
  }
  const matches = step("match.yes", "yes", { ...now, values: { meaning } });
  if (trigger.activeFrom > event.receivedAt) {
    const from = trigger.activeFrom.toISOString();
    return [matches, step("match.too-new", "no", { at: trigger.activeFrom, values: { from } }), none];
  }
  if (trigger.idleFrom !== null && trigger.idleFrom <= event.receivedAt) {
    const since = trigger.idleFrom.toISOString();
    return [matches, step("rule.disabled-since", "no", { at: trigger.idleFrom, values: { since } }), none];
  }
  return [matches, step("match.not-for-sender", "unknown", now), none];
}

/** How far a trigger is from being for an event: 0 matches, the more the farther. */
export function nearness(core: EngineCore, event: EventRecord, { trigger, incoming }: Compared): number {
  const definition = core.registry.triggers.get(trigger.kind);
  if (definition?.kind !== "match" || event.triggerId !== null) return 100;
  const differences = differencesOf(core, trigger, incoming);
  if (differences === undefined) return 50;
  return differences.reduce((sum, { wanted, is }) => sum + 1 + 10 * (1 - likeness(String(wanted), String(is))), 0);
}

/** What differs; nothing when it does not match and nobody can say what. */
function differencesOf(
  { registry }: EngineCore,
  { kind, config }: EventCandidate,
  incoming: IncomingEvent,
): readonly EventDifference[] | undefined {
  const definition = registry.triggers.get(kind);
  const parsed = definition?.config.safeParse(ownConfig(config));
  if (definition?.kind !== "match" || parsed?.success !== true) return undefined;
  if (definition.matches(parsed.data, incoming)) return [];
  const differences = definition.differs?.(parsed.data, incoming) ?? [];
  return differences.length > 0 ? differences : undefined;
}

/** From 0 to 1, how much of the shorter text the beginning and the end share: `order.paid` and `order.payed`. */
function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  const shared = (from: (text: string, i: number) => string | undefined) => {
    let n = 0;
    while (n < Math.min(a.length, b.length) && from(a, n) === from(b, n)) n += 1;
    return n;
  };
  return Math.min(longest, shared((text, i) => text[i]) + shared((text, i) => text.at(-1 - i))) / longest;
}
