import { AppError, readCloudEvents, type Actor, type Problem } from "@belfry/model";
import { incomingEvent, type IncomingEvent } from "@belfry/plugin-kit";
import type { Audit } from "../audit.ts";
import { feedConfig, feedName, feedTriggerOf } from "../feeds/feed-trigger.ts";
import { ownConfig } from "../slots/own-config.ts";
import type { Registry } from "../registry.ts";
import { selectDeadLetter } from "../sql/events/select-dead-letter.ts";
import { settleDeadLetter, type SettledDeadLetter } from "../sql/events/settle-dead-letter.ts";
import type { EventTrigger } from "./event-trigger.ts";
import { acceptEvents, type AcceptDeps, type AcceptedEvent } from "./accept-events.ts";
import { hookSource, receiveTriggerOf, type HookDeps } from "./receive-hook.ts";

/**
 * Reads a dead letter again and accepts what it holds; the letter is settled in the same transaction. One that still
 * cannot be read stays open. Of a batch, all events must be readable: else some of them would come again with the rest.
 *
 * @throws AppError DEAD_LETTER_NOT_FOUND when it is not open, EVENT_INVALID with the problems
 */
export async function replayDeadLetter(
  deps: AcceptDeps & Pick<HookDeps, "registry"> & { readonly audit: Audit },
  id: number,
  { by, text }: { readonly by: Actor; readonly text?: string },
): Promise<AcceptedEvent[]> {
  const letter = await selectDeadLetter(deps.store, id);
  if (letter === undefined) throw new AppError("DEAD_LETTER_NOT_FOUND", { deadLetter: id });
  const { events, feed } = await readAgain(deps, letter, text ?? letter.raw);
  return acceptEvents(deps, events, {
    broughtBy: by.name,
    ...(letter.triggerId !== null && { triggerId: letter.triggerId }),
    ...(feed !== undefined && { feed }),
    async onWritten(tx, accepted) {
      const settled = await settleDeadLetter(tx, id, { state: "replayed", by: by.name });
      // Somebody else settled it meanwhile: what was accepted here is taken back with the transaction.
      if (settled === undefined) throw new AppError("DEAD_LETTER_NOT_FOUND", { deadLetter: id });
      await deps.audit(tx, {
        by,
        action: "deadletters.replay",
        subject: { kind: "dead-letter", id: String(id) },
        outcome: "done",
        detail: { events: accepted.map((event) => event.id), corrected: text !== undefined },
      });
    },
  });
}

interface ReadAgain {
  readonly events: readonly IncomingEvent[];
  /** Set when it came through a feed: within what source and id are unique. */
  readonly feed?: string;
}

async function readAgain(
  deps: AcceptDeps & Pick<HookDeps, "registry">,
  { triggerId }: SettledDeadLetter,
  text: string,
): Promise<ReadAgain> {
  const body = new TextEncoder().encode(text);
  if (triggerId === null) {
    const type = text.trimStart().startsWith("[")
      ? "application/cloudevents-batch+json"
      : "application/cloudevents+json";
    const read = readCloudEvents({ headers: { "content-type": type }, body }) ?? [];
    refuse(read.flatMap((one) => (one.ok ? [] : one.problems)));
    return { events: read.flatMap((one) => (one.ok ? [incomingEvent(one.event)] : [])) };
  }
  const found = (await deps.triggers.current(false)).find((trigger) => trigger.triggerId === triggerId);
  if (found !== undefined && feedTriggerOf(deps.registry, found.kind) !== undefined)
    return readFromFeed(deps.registry, found, text);
  const definition = found === undefined ? undefined : receiveTriggerOf(deps.registry, found);
  if (found === undefined || definition === undefined) {
    const message = "The trigger that it came to is not there any more, or its rule is not enabled.";
    throw invalid([{ path: "", message, remedy: "Enable its rule, or dismiss the letter." }]);
  }
  const read = definition.read(definition.config.parse(ownConfig(found.config)), { headers: {}, body });
  if (!read.ok) throw invalid(read.problems);
  return { events: [{ ...read.event, source: hookSource(found) }] };
}

async function readFromFeed(registry: Registry, found: EventTrigger, text: string): Promise<ReadAgain> {
  const definition = feedTriggerOf(registry, found.kind);
  if (definition?.read === undefined) {
    const message = `What came through a trigger of the kind ${found.kind} cannot be read from a text.`;
    throw invalid([{ path: "", message, remedy: "Have it sent again where it comes from, and dismiss the letter." }]);
  }
  const read = await definition.read(feedConfig(definition, found.config), text);
  if (!read.ok) throw invalid(read.problems);
  return { events: read.events, feed: feedName(found) };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalid(problems);
}

function invalid(problems: readonly Problem[]): AppError {
  return new AppError("EVENT_INVALID", { problems, remedy: "Correct what is named; the letter stays open." });
}
