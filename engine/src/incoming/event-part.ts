import { AppError, type Actor, type Scope } from "@belfry/model";
import type { IncomingEvent, ReceivedRequest } from "@belfry/plugin-kit";
import type { EngineCore } from "../engine-core.ts";
import { insertDeadLetters, type NewDeadLetter } from "../sql/events/insert-dead-letters.ts";
import { selectDeadLetters } from "../sql/events/select-dead-letters.ts";
import { selectEventDecisions, type DecisionOfEvent } from "../sql/events/select-event-decisions.ts";
import { settleDeadLetter } from "../sql/events/settle-dead-letter.ts";
import { storableJson } from "../values/storable.ts";
import type { EventDeadLetter, EventDetail, EventFilter, EventSummary } from "../views/event-views.ts";
import { acceptEvents, type AcceptedEvent, type AcceptOrigin } from "./accept-events.ts";
import { getEvent, listEvents } from "./read-events.ts";
import { receiveHook, type HookAddress, type HookOutcome } from "./receive-hook.ts";
import { replayDeadLetter } from "./replay-dead-letter.ts";
import { replayEvent } from "./replay-event.ts";
import { tellAccepted } from "./tell-accepted.ts";

/** What the engine answers about events. */
export interface EventPart {
  /**
   * Accepts events, all or none. Afterwards they, what became of them at each trigger and the executions they start are
   * durable; an event whose source and id came before starts nothing.
   * @throws AppError BACKLOG_FULL when too much waits already
   */
  acceptEvents(events: readonly IncomingEvent[], origin: AcceptOrigin): Promise<AcceptedEvent[]>;

  /** Newest first. */
  listEvents(filter?: EventFilter): Promise<EventSummary[]>;
  /** @throws AppError EVENT_NOT_FOUND */
  getEvent(id: number, scope?: Scope | null): Promise<EventDetail>;
  /** Looks at an event again, with the rules as they are now, those within the scope. @throws AppError EVENT_NOT_FOUND */
  replayEvent(id: number, options: { readonly by: Actor; readonly scope?: Scope | null }): Promise<AcceptedEvent>;
  /** Keeps what came in and could not be read; returns the ids. */
  keepDeadLetters(letters: readonly NewDeadLetter[]): Promise<number[]>;
  /** What could not be read, the newest first. */
  listDeadLetters(filter?: {
    readonly state?: EventDeadLetter["state"];
    readonly before?: number;
    readonly limit?: number;
  }): Promise<EventDeadLetter[]>;
  /**
   * Reads a dead letter again, or the corrected text in its place, and accepts what it holds.
   * @throws AppError DEAD_LETTER_NOT_FOUND when it is not open, EVENT_INVALID when it still cannot be read; it stays open
   */
  replayDeadLetter(id: number, options: { readonly by: Actor; readonly text?: string }): Promise<AcceptedEvent[]>;
  /** Puts a dead letter away. @throws AppError DEAD_LETTER_NOT_FOUND when it is not open */
  dismissDeadLetter(id: number, options: { readonly by: Actor }): Promise<void>;
  /** What became of these events at the rules within the scope; nothing of what is still gathered. */
  eventDecisions(eventIds: readonly number[], scope: Scope | null): Promise<DecisionOfEvent[]>;
  /**
   * Takes a request to the address of a trigger. Never throws for what came from outside.
   * @throws AppError BACKLOG_FULL when too much waits already
   */
  receiveHook(address: HookAddress, request: ReceivedRequest): Promise<HookOutcome>;
}

export function createEventPart(core: EngineCore): EventPart {
  const { store, feed, audit } = core;
  return {
    async acceptEvents(incoming, origin) {
      const { demandRoom } = core.backlog;
      const accepted = await acceptEvents(core, incoming, { ...origin, demandRoom });
      tellAccepted(core, accepted);
      return accepted;
    },
    listEvents: (filter = {}) => listEvents(store, filter),
    getEvent: (id, scope) => getEvent(store, id, scope),
    async replayEvent(id, replay) {
      const accepted = await replayEvent(core, id, replay);
      tellAccepted(core, [accepted]);
      return accepted;
    },
    keepDeadLetters: (letters) => insertDeadLetters(store, letters.map(storableJson)),
    listDeadLetters: ({ state, before, limit } = {}) =>
      selectDeadLetters(store, { state: state ?? null, before: before ?? null, limit: limit ?? 50 }),
    async replayDeadLetter(id, replay) {
      const accepted = await replayDeadLetter(core, id, replay);
      tellAccepted(core, accepted);
      return accepted;
    },
    dismissDeadLetter: (id, { by }) =>
      store.transaction(async (tx) => {
        const letter = await settleDeadLetter(tx, id, { state: "dismissed", by: by.name });
        if (letter === undefined) throw new AppError("DEAD_LETTER_NOT_FOUND", { deadLetter: id });
        const subject = { kind: "dead-letter", id: String(id) };
        await audit(tx, { by, action: "deadletters.dismiss", subject, outcome: "done" });
      }),
    eventDecisions: (eventIds, scope) => selectEventDecisions(store, eventIds, scope),
    async receiveHook(address, request) {
      const onError = core.fail(`the webhook ${address.rule}/${address.trigger}`);
      const outcome = await receiveHook({ ...core, secret: core.services.secret, onError }, address, request);
      if (outcome.kind === "accepted") tellAccepted(core, [outcome.event]);
      if (outcome.kind === "unreadable") feed.changed("events");
      return outcome;
    },
  };
}
