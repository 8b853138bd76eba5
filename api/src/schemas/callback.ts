import { DeliveryState } from "@belfry/model";
import { z } from "zod";
import { Id, IdInput, Instant, InstantInput } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const CallbackParams = z.strictObject({
  callback: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._-]{0,62}$/,
      "A name holds small letters, digits, dots, dashes and underscores, at most 63.",
    ),
});

const EventType = z.string().refine((type): type is `delivery.${DeliveryState}` => type in eventTypes, {
  error: `An event is one of ${Object.values(DeliveryState)
    .map((state) => `delivery.${state}`)
    .join(", ")}.`,
});

const eventTypes: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(DeliveryState).map((state) => [`delivery.${state}`, true]),
);

const url = z.string().describe("Where events are posted to.");
const secret = z
  .string()
  .describe("The name of a secret in the vault: `whsec_` and Base64 of 24 to 64 bytes. Calls are signed with it.");
const events = z.array(EventType).describe("What it is told: `delivery.accepted`. Empty: every state.");
const channels = z.array(z.string()).describe("Only messages of these channels. Empty: all.");
const labels = z.record(z.string(), z.string()).describe("Only messages that carry all of these labels.");
const onlyNamed = z.boolean().describe("Whether it is told only of messages that name it as their `callback`.");

export const CallbackBody = z.strictObject({
  url: url.min(1).max(2_000),
  secret: secret.min(1).max(128),
  events: events.max(10).default([]),
  channels: channels.max(50).default([]),
  labels: z
    .record(z.string().min(1).max(63), z.string().max(200))
    .default({})
    .describe(labels.description ?? ""),
  onlyNamed: onlyNamed.default(false),
  enabled: z.boolean().default(true),
});

export const CallbackView = z
  .object({
    name: z.string(),
    url,
    secret,
    events: z.array(z.string()),
    channels,
    labels,
    onlyNamed,
    enabled: z.boolean(),
    previousSecret: z
      .string()
      .nullable()
      .describe("The secret before this one: for a day after the change calls carry both signatures."),
    previousUntil: Instant.nullable(),
    verifiedAt: Instant.nullable().describe("When the receiver sent the challenge back. Nothing is told before."),
    stoppedAt: Instant.nullable().describe("When Belfry stopped calling. Verify it again to go on."),
    stoppedBecause: z
      .enum(["gone", "failing"])
      .nullable()
      .describe("`gone`: the receiver answered 410. `failing`: every call had failed for 120 hours."),
    failingSince: Instant.nullable().describe("Since when every call has failed."),
    pausedUntil: Instant.nullable().describe("The receiver asked for a pause until then."),
    waiting: z.int().describe("How many events wait to be told; at most 10,000 are counted."),
    updatedAt: Instant,
    updatedBy: personal("name", z.string()),
  })
  .meta({ id: "Callback" });

const Status = z
  .enum(["waiting", "done", "failed", "missed"])
  .describe("`failed`: ten calls over three days. `missed`: it happened while the callback was stopped.");

export const CallbackEventQuery = PageQuery.extend({
  status: Status.optional(),
  message: IdInput.optional().describe("Only those of one message."),
});

export const CallbackEvent = z
  .object({
    id: Id,
    type: z.string(),
    messageId: Id,
    recipient: personal("address", z.string()),
    at: Instant.describe("When it happened."),
    status: Status,
    tries: z.int(),
    nextAt: Instant.nullable().describe("When it is told next; empty when it does not wait."),
    triedAt: Instant.nullable(),
    httpStatus: z.int().nullable().describe("What the receiver answered last."),
    problem: z.string().nullable(),
  })
  .meta({ id: "CallbackEvent" });

export const CallbackReplay = z
  .strictObject({
    statuses: z
      .array(z.enum(["done", "failed", "missed"]))
      .min(1)
      .default(["failed", "missed"]),
    ids: z.array(Id).min(1).max(1_000).optional().describe("Only these. Left out: all."),
    from: InstantInput.optional().describe("Only what happened at this time or later."),
    until: InstantInput.optional().describe("Only what happened before this time."),
  })
  .prefault({});
