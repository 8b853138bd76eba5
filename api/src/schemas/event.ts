import { SlotFate } from "@belfry/model";
import { z } from "zod";
import { Flag, Id, IdInput, Instant, InstantInput, Json, JsonObject } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";
import { ProblemItem } from "./problem.ts";

export const EventParams = z.strictObject({ eventId: IdInput });
export const DeadLetterParams = z.strictObject({ letterId: IdInput });

export const EventQuery = PageQuery.extend({
  type: z.string().max(2_000).optional(),
  source: z.string().max(2_000).optional(),
  rule: z.string().max(63).optional().describe("Only those that came to something at this rule."),
  unmatched: Flag.optional().describe("Only those that matched no trigger."),
  from: InstantInput.optional().describe("Received at this time or later."),
  until: InstantInput.optional().describe("Received before this time."),
});

export const EventSummary = z
  .object({
    id: Id,
    receivedAt: Instant,
    source: z.string().describe("Where it comes from; with `eventId` it is accepted once."),
    eventId: personal("text", z.string().describe("The id that its sender gave it.")),
    type: z.string(),
    subject: personal("name", z.string()).nullable(),
    broughtBy: z.string().describe("The person, key or webhook that brought it."),
    replayOf: Id.nullable().describe("The event that was looked at again."),
    fates: z
      .partialRecord(z.enum(SlotFate), z.int())
      .describe("What became of it, and at how many triggers. Empty: it matched none, or is still gathered."),
  })
  .meta({ id: "EventSummary" });

const EventDecision = z
  .object({
    rule: z.string(),
    trigger: z.string(),
    fate: z.enum(SlotFate),
    executionId: Id.nullable(),
    detail: personal("json", JsonObject).nullable().describe("The values that decided a fate other than `fired`."),
    decidedAt: Instant,
  })
  .meta({ id: "EventDecision" });

export const EventDetail = EventSummary.extend({
  occurredAt: Instant.nullable(),
  attributes: personal("json", JsonObject),
  data: personal("json", Json),
  depth: z.int().describe("How many events and calls led to it."),
  decisions: z.array(EventDecision),
  gatheredBy: z
    .array(z.object({ rule: z.string(), trigger: z.string(), closesAt: Instant }))
    .describe("Triggers that still wait for more like it."),
}).meta({ id: "EventDetail" });

export const AcceptedEvent = z
  .object({
    id: Id,
    duplicate: z.boolean().describe("Whether it was accepted before; then nothing was started now."),
    decisions: z.array(EventDecision).describe("At your rules; one that is still gathered has none yet."),
  })
  .meta({ id: "AcceptedEvent" });

const RefusedEvent = z
  .object({ deadLetter: Id.describe("Where what was sent lies."), problems: z.array(ProblemItem) })
  .meta({ id: "RefusedEvent" });

export const SentEvents = z
  .object({ items: z.array(z.union([AcceptedEvent, RefusedEvent])).describe("In the order in which they were sent.") })
  .meta({ id: "SentEvents" });

export const HookAnswer = z.object({ id: Id, duplicate: z.boolean() }).meta({ id: "HookAnswer" });

export const DeadLetterQuery = PageQuery.extend({
  state: z.enum(["open", "replayed", "dismissed"]).optional(),
});

export const DeadLetter = z
  .object({
    id: Id,
    receivedAt: Instant,
    broughtBy: z.string(),
    raw: personal("content", z.string().describe("What came, as text.")),
    problems: z.array(ProblemItem),
    state: z.enum(["open", "replayed", "dismissed"]),
  })
  .meta({ id: "DeadLetter" });

export const DeadLetterReplay = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe("What it should have been: a CloudEvent or a list of them as JSON, or the body of the webhook."),
  })
  .prefault({});
