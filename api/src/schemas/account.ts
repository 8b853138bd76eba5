import { z } from "zod";
import { Instant, JsonObject } from "./common.ts";
import { personal } from "./personal.ts";
import { ReasonText } from "./reason-text.ts";

export const AccountParams = z.strictObject({ channel: z.string().min(1).max(100), name: z.string().min(1).max(100) });

const Cap = z.int().min(1).max(100_000_000).nullable().optional();

const Caps = z
  .strictObject({ perSecond: Cap, perMinute: Cap, perDay: Cap, perMonth: Cap })
  .describe(
    "How many it may send. What is left out is as its channel says, null is no cap. A minute is any 60 seconds; a day and a month are those of its zone.",
  );

const Weight = z.int().min(1).max(1_000);

const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .nullable()
  .describe("The zone whose days and months its caps count by; null: the zone of the installation.");

export const AccountView = z
  .object({
    channel: z.string(),
    name: z.string(),
    config: personal(
      "json",
      JsonObject.describe('As the channel asks for it; a secret stands in it as `{"$secret":"NAME"}`.'),
    ),
    enabled: z.boolean(),
    priority: z.int().describe("Lower is asked first."),
    weight: z.int().describe("Its part of the work among the accounts with the same priority."),
    caps: Caps,
    timeZone: TimeZone,
  })
  .meta({ id: "Account" });

const CapUse = z
  .object({
    window: z.enum(["second", "minute", "day", "month"]),
    limit: z.int(),
    used: z.int(),
    left: z.int(),
    learned: z.boolean().describe("Whether its provider taught it: it is lower than what is allowed, for a while."),
    freeAt: Instant.describe("From when on one more send fits; now when one fits already."),
  })
  .meta({ id: "CapUse" });

export const AccountStatus = AccountView.extend({
  health: z
    .enum(["works", "full", "resting", "on-trial", "disabled", "broken"])
    .describe(
      "works: it may send. full: a cap is used up. resting: its provider or its faults want it to. on-trial: the next message shows whether it works again. disabled: by a person. broken: its configuration is not valid any more.",
    ),
  freeAt: Instant.nullable().describe("From when on it may send again; null when it may, or when nobody knows."),
  reason: personal("text", z.string().nullable().describe("What it rests for, or what is wrong with it.")),
  text: ReasonText.nullable().describe("The same in one language each."),
  code: z.string().nullable().describe("The provider's code for that."),
  faults: z.int().describe("Faults in a row."),
  use: z.array(CapUse).describe("Its caps, and what is left of each."),
}).meta({ id: "AccountStatus" });

export const RouteQuestion = z.strictObject({
  channel: z.string().min(1).max(100),
  account: z.string().min(1).max(100).optional().describe("Default: any account of the channel."),
  recipients: z
    .array(z.string().min(1).max(320))
    .max(1_000)
    .default([])
    .describe("Who is in one envelope: all recipients of a mail, the group of a robot. Default: nobody in particular."),
  bytes: z.int().min(0).max(1_000_000_000).default(0).describe("The size of the message with its attachments."),
  sends: z.int().min(1).max(1_000).default(1).describe("How many sends it takes: as many as it is split into."),
});

export const RouteView = z
  .object({
    account: z.string().nullable().describe("Which would send it; null when none would now."),
    waitsUntil: Instant.nullable().describe("Until when it would wait; null when it would be sent now, or fail."),
    reason: personal("text", z.string()),
    steps: z
      .array(
        z.object({
          account: z.string(),
          priority: z.int(),
          weight: z.int(),
          verdict: z
            .enum(["sends", "next", "full", "resting", "on-trial", "unfit"])
            .describe(
              "sends: it is the one. next: it could, and is asked when those before it cannot. full: a cap is used up. resting, on-trial: it had faults. unfit: it never sends this message.",
            ),
          reason: personal("text", z.string()),
          text: ReasonText.describe("The same in one language each."),
          freeAt: Instant.nullable().describe("From when on it could send; null when it could now, or never."),
          use: z.array(CapUse),
        }),
      )
      .describe("In the order in which they would be asked."),
  })
  .meta({ id: "AccountRoute" });

export const AccountDraft = z.strictObject({
  config: JsonObject,
  enabled: z.boolean().default(true),
  priority: z.int().min(0).max(1_000).default(100),
  weight: Weight.default(1).describe("Its part of the work among the accounts with the same priority."),
  caps: Caps.default({}),
  timeZone: TimeZone.default(null),
});

export const ConnectionStep = z
  .object({
    step: z.string(),
    ok: z.boolean(),
    detail: personal("text", z.string()),
    text: ReasonText.describe("`detail` in the language of the reader."),
  })
  .meta({ id: "ConnectionStep" });
