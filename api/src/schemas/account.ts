import { z } from "zod";
import { JsonObject } from "./common.ts";
import { personal } from "./personal.ts";

export const AccountParams = z.strictObject({ channel: z.string().min(1).max(100), name: z.string().min(1).max(100) });

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
  })
  .meta({ id: "Account" });

export const AccountDraft = z.strictObject({
  config: JsonObject,
  enabled: z.boolean().default(true),
  priority: z.int().min(0).max(1_000).default(100),
});

export const ConnectionStep = z
  .object({ step: z.string(), ok: z.boolean(), detail: personal("text", z.string()) })
  .meta({ id: "ConnectionStep" });
