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

export const ChannelEntry = Entry.extend({
  envelope: z.enum(["message", "recipient"]),
  accountSchema: JsonObject.describe("JSON Schema of the configuration of a sending account."),
}).meta({ id: "ChannelEntry" });
