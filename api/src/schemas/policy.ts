import { MessagePolicy } from "@belfry/model";
import { z } from "zod";
import { Instant } from "./common.ts";
import { personal } from "./personal.ts";

export const PolicyParams = z.strictObject({
  policy: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "A name holds small letters, digits and hyphens, at most 63.")
    .describe("Its name; it stands in the reasons of deliveries."),
});

export const PolicyBody = z.strictObject({
  enabled: z.boolean().default(true),
  definition: MessagePolicy,
});

export const PolicyView = z
  .object({
    name: z.string(),
    enabled: z.boolean(),
    definition: personal(
      "json",
      z
        .looseObject({ kind: z.enum(["quiet-hours", "frequency-cap", "content", "overflow"]) })
        .describe("As it was written."),
    ),
    updatedAt: Instant,
    updatedBy: z.string(),
  })
  .meta({ id: "MessagePolicy" });
