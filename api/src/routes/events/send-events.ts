import { incomingEvent } from "@belfry/engine";
import { AppError, CloudEvent, readCloudEvents, type ReadEvent } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { problemsOfText } from "../../http/storable-text.ts";
import { SentEvents } from "../../schemas/event.ts";

// Small ones in a body of one megabyte would else be a transaction of twenty thousand.
const MOST_EVENTS = 1_000;

export const sendEvents = defineRoute({
  method: "POST",
  path: "/v1/events",
  operation: "events.send",
  summary: "Takes CloudEvents 1.0, which start the rules that wait for them",
  description:
    "One event as `application/cloudevents+json`, up to 1000 as `application/cloudevents-batch+json`, or in binary mode with `ce-` headers and any body. Answered when they and what they start are stored. An event whose `source` and `id` came before within a week starts nothing. What cannot be read is kept with the dead letters and does not take the others along. What somebody who is restricted sends is for the rules they see, without those of which they may give certain inputs only.",
  permission: "events:write",
  reach: "scoped",
  rawBody: {
    "application/cloudevents+json": CloudEvent,
    "application/cloudevents-batch+json": z.array(CloudEvent),
    "*/*": z.unknown().describe("The data of one event whose attributes stand in `ce-` headers."),
  },
  example: {
    mediaType: "application/cloudevents+json",
    body: {
      specversion: "1.0",
      id: "order-1001-paid",
      source: "/shops/7",
      type: "order.paid",
      time: "2026-02-16T06:00:00Z",
      data: { order: "1001", amount: 268 },
    },
  },
  response: SentEvents,
  status: 202,
  errors: ["EVENT_INVALID", "BACKLOG_FULL"],

  async handle({ engine, hub, raw, actor, scope }) {
    const read = readCloudEvents(raw)?.map(demandStorable);
    if (read === undefined) throw noEvent();
    if (read.length > MOST_EVENTS) {
      throw new AppError("REQUEST_INVALID", { reason: `A batch holds at most ${MOST_EVENTS} events.` });
    }
    const letters = read.flatMap((one) => (one.ok ? [] : [one]));
    const events = read.flatMap((one) => (one.ok ? [incomingEvent(one.event)] : []));
    // First: when there is no room for them, nothing is kept of what came with them. Sent again, they are known.
    const accepted = events.length === 0 ? [] : await engine.acceptEvents(events, { broughtBy: actor.name, scope });
    const kept = await engine.keepDeadLetters(
      letters.map(({ problems, raw: text }) => ({ broughtBy: actor.name, triggerId: null, raw: text, problems })),
    );
    if (kept.length > 0) hub.changed("events");
    if (kept.length > 0 && kept.length === read.length) {
      const problems = letters.flatMap((letter) => letter.problems);
      const reason = `What was sent lies with the dead letters: ${kept.join(", ")}.`;
      throw new AppError("EVENT_INVALID", { problems, reason });
    }
    const ids = [...new Set(accepted.map(({ id }) => id))];
    const decisions = Map.groupBy(await engine.eventDecisions(ids, scope), ({ eventId }) => eventId);
    const taken = accepted.values().map(({ id, duplicate }) => {
      return { id, duplicate, decisions: decisions.get(id) ?? [] };
    });
    const refused = kept.values().map((deadLetter, n) => ({ deadLetter, problems: letters[n]?.problems ?? [] }));
    return { items: read.map(({ ok }) => (ok ? nextOf(taken) : nextOf(refused))) };
  },
});

function noEvent(): AppError {
  return new AppError("MEDIA_TYPE_UNSUPPORTED", {
    reason: "The request carries no CloudEvent.",
    remedy:
      "Send it with content-type application/cloudevents+json or application/cloudevents-batch+json, or put its attributes into ce- headers.",
  });
}

function nextOf<T>(answers: Iterator<T, unknown>): T {
  const next = answers.next();
  if (next.done === true) throw new Error("An event that was sent has no answer.");
  return next.value;
}

/** What PostgreSQL cannot keep makes an event unreadable; it is not mended in silence. */
function demandStorable(read: ReadEvent): ReadEvent {
  if (!read.ok) return read;
  const problems = problemsOfText(read.event);
  return problems.length === 0 ? read : { ok: false, problems, raw: JSON.stringify(read.event) };
}
