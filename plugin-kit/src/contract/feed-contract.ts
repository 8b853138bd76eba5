/** What a trigger promises that takes events from elsewhere: one that asks again and again, or one that listens. */
import type { IncomingEvent, PollTrigger, SubscribeTrigger, TriggerContext } from "../trigger.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { notJson } from "./json-value.ts";
import { settledWithin } from "./settled-within.ts";

const STOP_WITHIN_MS = 2_000;

interface FeedOptions {
  readonly validConfigs: readonly Readonly<Record<string, unknown>>[];
  readonly createContext?: (signal: AbortSignal) => TriggerContext;
}

export function feedChecks(trigger: PollTrigger | SubscribeTrigger, options: FeedOptions): readonly ContractCheck[] {
  const config: unknown = options.validConfigs[0] ?? {};
  const context = (signal: AbortSignal): TriggerContext => {
    demand(
      options.createContext !== undefined,
      "Give the contract a createContext: this trigger speaks to the outside.",
    );
    return options.createContext(signal);
  };
  const own =
    trigger.kind === "poll" ? pollChecks(trigger, config, context) : [subscribeCheck(trigger, config, context)];
  return [...own, ...readChecks(trigger, options.validConfigs)];
}

/** What people may put in the place of a dead letter. */
const texts = ["", " ", "{", "[1,2", '{"订单":{"id":7}}', "[".repeat(100_000), "\u0000\uFFFD", "plain text"];

function readChecks(
  trigger: PollTrigger | SubscribeTrigger,
  configs: readonly Readonly<Record<string, unknown>>[],
): readonly ContractCheck[] {
  if (trigger.read === undefined) return [];
  return [
    check(`${trigger.id}: it reads any text again into events, or says why not`, async () => {
      for (const config of configs.map((one): unknown => trigger.config.parse(one))) {
        for (const text of texts) {
          const found = (await trigger.read?.(config, text)) ?? { ok: true, events: [] };
          if (found.ok) found.events.forEach(demandEvent);
          else
            demand(
              found.problems.length > 0,
              `It does not read ${JSON.stringify(text.slice(0, 20))} and says no reason.`,
            );
        }
      }
    }),
  ];
}

function pollChecks(
  trigger: PollTrigger,
  config: unknown,
  context: (signal: AbortSignal) => TriggerContext,
): readonly ContractCheck[] {
  const poll = (signal: AbortSignal, cursor: unknown) =>
    trigger.poll(context(signal), trigger.config.parse(config), cursor);
  return [
    check(`${trigger.id}: it asks at most once a second`, () => {
      const everyMs = trigger.everyMs(trigger.config.parse(config));
      demand(
        Number.isFinite(everyMs) && everyMs >= 1_000,
        `everyMs is ${everyMs}. At least 1000, or the source is flooded.`,
      );
    }),
    check(`${trigger.id}: its events have names, and its cursor can be kept`, async () => {
      const { signal } = new AbortController();
      const first = await poll(signal, undefined);
      first.events.forEach(demandEvent);
      demand(
        notJson(first.cursor ?? null) === undefined,
        "The cursor is not JSON, so it cannot be kept between calls.",
      );
      // Events and cursor are saved together; after a crash the same cursor is asked again and its events are recognised.
      const again = await poll(signal, undefined);
      const missing = first.events.find(({ id }) => !again.events.some((event) => event.id === id));
      demand(
        missing === undefined,
        `The event ${missing?.id} does not come again for the same cursor: a crash would lose it.`,
      );
    }),
    check(`${trigger.id}: it stops asking when it is aborted`, async () => {
      const ended = await settledWithin(poll(AbortSignal.abort(), undefined), STOP_WITHIN_MS);
      demand(ended.kind !== "still-running", "It goes on after the abort. Pass ctx.signal on to every wait.");
    }),
  ];
}

function subscribeCheck(
  trigger: SubscribeTrigger,
  config: unknown,
  context: (signal: AbortSignal) => TriggerContext,
): ContractCheck {
  return check(`${trigger.id}: it listens, and can be ended twice`, async () => {
    const ending = new AbortController();
    const listening = await trigger.subscribe(context(ending.signal), trigger.config.parse(config));
    ending.abort();
    for (const time of ["once", "twice"]) {
      const ended = await settledWithin(Promise.resolve(listening[Symbol.asyncDispose]()), STOP_WITHIN_MS);
      demand(
        ended.kind === "returned",
        `Ending it ${time} does not work. Close what is open, and do nothing the second time.`,
      );
    }
  });
}

function demandEvent(event: IncomingEvent): void {
  const named = [event.source, event.id, event.type].every((name) => name.trim() !== "");
  demand(named, "An event has no source, id or type. Together they say whether it was seen before.");
  demand(notJson(event.data ?? null) === undefined, `The data of the event ${event.id} is not JSON.`);
}
