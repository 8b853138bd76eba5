import { MessageTemplate, TemplateCode } from "@belfry/model";
import { z } from "zod";
import { Instant, Json, JsonObject } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";
import { Note } from "./rule-version.ts";

const Version = z.coerce
  .number<string>({ error: "A version is a whole number." })
  .int()
  .positive()
  .max(2_147_483_647)
  .meta({ type: "integer" });

export const TemplateParams = z.strictObject({ template: TemplateCode });
export const TemplateVersionParams = z.strictObject({ template: TemplateCode, version: Version });

export const TemplateQuery = PageQuery.extend({
  kind: MessageTemplate.shape.kind.removeDefault().optional(),
  folder: z.string().min(1).max(200).optional().describe("Only those in this folder or below it."),
  channel: z.string().min(1).max(63).optional().describe("Only those with a variant of their own for this channel."),
  text: z.string().min(1).max(200).optional().describe("Part of the code or of the name, in any case."),
});

export const TemplateDiffQuery = z.strictObject({
  from: z.coerce
    .number<string>({ error: "A version is a whole number." })
    .int()
    .min(0)
    .max(2_147_483_647)
    .optional()
    .meta({
      type: "integer",
      description: "The version it is compared with; 0 is an empty template. Default: the one before.",
    }),
});

export const TemplateSummary = z
  .object({
    code: z.string(),
    name: z.string(),
    kind: z.enum(["template", "layout", "partial"]),
    folder: z.string(),
    labels: z.record(z.string(), z.string()),
    version: z.int().describe("The newest version."),
    variants: z.array(z.object({ channel: z.string(), language: z.string() })),
    updatedAt: Instant,
    updatedBy: z.string(),
  })
  .meta({ id: "TemplateSummary" });

export const TemplateVersion = z
  .object({
    version: z.int(),
    note: personal("text", z.string()).describe("What its author said of it; often empty."),
    createdAt: Instant,
    createdBy: z.string(),
    current: z.boolean().describe("Whether it is the newest one, which messages use that name no version."),
  })
  .meta({ id: "TemplateVersion" });

export const TemplateView = TemplateVersion.extend({
  code: z.string(),
  revision: z.string().describe("Another one after every save. Send it as `If-Match`."),
  definition: JsonObject.describe("What was saved, with what was left out filled in; MJML with the HTML made of it."),
}).meta({ id: "TemplateView" });

/** What a template is made of, besides its code, which stands in the address. */
export const TemplateBody = MessageTemplate.extend({ note: Note.optional() });

export const TemplateDifference = z
  .object({
    from: z.int(),
    to: z.int(),
    changes: z
      .array(
        z
          .object({
            path: z.string().describe("`variants.email zh-CN.subject`"),
            kind: z.enum(["added", "removed", "changed"]),
            before: Json.optional(),
            after: Json.optional(),
          })
          .meta({ id: "TemplateChange" }),
      )
      .describe("Empty when both say the same."),
  })
  .meta({ id: "TemplateDifference" });

const asked = {
  channel: z.string().min(1).max(63),
  language: z.string().min(2).max(35).optional().describe("Left out: its first."),
  variables: z
    .record(z.string().max(63), z.unknown())
    .optional()
    .describe("What is left out is as in the examples of the template."),
  version: z.int().positive().max(2_147_483_647).optional().describe("Left out: the newest."),
};

export const PreviewBody = z.strictObject({
  ...asked,
  draft: MessageTemplate.optional().describe("A template that is not saved, instead of the saved one."),
});

export const TestSendBody = z.strictObject({
  ...asked,
  to: z.array(z.string().min(1).max(500)).min(1).max(10).describe("At most 10 addresses of the channel."),
  account: z.string().min(1).max(100).optional(),
});

export const TemplatePreview = z
  .object({
    channel: z.string(),
    language: z.string(),
    subject: z.string().optional(),
    text: z.string().optional(),
    html: z.string().optional(),
    markdown: z.string().optional(),
    payload: JsonObject.optional(),
    meters: z.array(
      z
        .object({
          part: z.string(),
          bytes: z.int(),
          characters: z.int(),
          limit: z
            .object({ unit: z.enum(["bytes", "characters"]), most: z.int(), splits: z.boolean() })
            .nullable()
            .describe("What the channel takes; null when it says nothing. With `splits` longer ones go in pieces."),
          fits: z.boolean(),
          pieces: z.int().describe("How many pieces it is sent in; of an SMS how many are billed."),
        })
        .meta({ id: "PartMeter" }),
    ),
  })
  .meta({ id: "TemplatePreview" });
