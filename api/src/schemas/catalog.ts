import { z } from "zod";
import { JsonObject, LocalizedText } from "./common.ts";

const Entry = z.object({ id: z.string(), displayName: LocalizedText });

export const ActionEntry = Entry.extend({
  description: LocalizedText,
  idempotent: z.boolean().describe("Whether running it twice with the same input is harmless."),
  inputSchema: JsonObject.describe("JSON Schema of `with`."),
}).meta({ id: "ActionEntry" });

export const TriggerEntry = Entry.extend({
  description: LocalizedText,
  kind: z.enum(["schedule", "match", "poll", "subscribe", "receive", "outcome"]),
  configSchema: JsonObject.describe("JSON Schema of the entry in `triggers`, without `id` and `misfire`."),
}).meta({ id: "TriggerEntry" });

const ContentLimit = z.object({
  part: z.string().describe("Which part of a message: `text`, `markdown`, `subject`, or a field of its own."),
  unit: z.enum(["bytes", "characters"]),
  most: z.int(),
  splits: z.boolean().describe("Whether longer ones are sent in several pieces; others are refused."),
});

const ProviderCode = z.object({
  code: z.string(),
  kind: z
    .enum(["try-later", "account-fault", "recipient-fault", "content-fault", "unknown"])
    .describe("What it is taken for."),
  pauseMs: z.int().nullable().describe("How long the account rests because of it; null: not at all."),
  meaning: LocalizedText,
  advice: LocalizedText.describe("What somebody can do about it."),
});

export const ChannelEntry = Entry.extend({
  envelope: z.enum(["message", "recipient"]),
  accountSchema: JsonObject.describe("JSON Schema of the configuration of a sending account."),
  payloadFields: z
    .array(z.string())
    .describe("The names of what `payload` of a message may hold; the reference of channels says more. Often empty."),
  contentLimits: z.array(ContentLimit).describe("How long a message of it may be."),
  recipientLimits: z
    .array(z.object({ most: z.int(), perMs: z.int() }))
    .describe("How many messages its provider lets one recipient have in how long. What is more waits."),
  codes: z
    .array(ProviderCode)
    .describe("The codes of its provider that are known. One code with several causes stands there several times."),
}).meta({ id: "ChannelEntry" });
