import { z } from "zod";

/** The name of a template in addresses, messages and other templates. */
export const TemplateCode = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, "Use small letters, digits, - and _: order-paid")
  .describe("The code of a template: `order-paid`.");

const REFERENCE = /^([a-z0-9]+(?:[-_][a-z0-9]+)*)(?:@([1-9]\d{0,8}))?$/;

/** A template as it is now, or one of its versions for good: `order-paid@3`. */
export const TemplateReference = z
  .string()
  .max(110)
  .regex(REFERENCE, "Write the code of a template, or one of its versions: order-paid@3");

/** @returns nothing for a text that is no reference */
export function parseTemplateReference(text: string): { code: string; version: number | null } | undefined {
  const [, code, version] = REFERENCE.exec(text) ?? [];
  return code === undefined ? undefined : { code, version: version === undefined ? null : Number(version) };
}

const TemplateVariableType = z.enum([
  "text",
  "decimal",
  "number",
  "integer",
  "boolean",
  "date",
  "datetime",
  "list",
  "object",
]);
export type TemplateVariableType = z.infer<typeof TemplateVariableType>;

const TemplateVariable = z.strictObject({
  type: TemplateVariableType.default("text").describe(
    "What it has to be. `decimal` is a text like `10203.50`, or a number; amounts are best given so.",
  ),
  required: z
    .boolean()
    .optional()
    .describe("Whether a message without it is refused. Left out: it is, unless there is a default."),
  default: z.unknown().optional().describe("What it is when a message does not say."),
  example: z.unknown().optional().describe("What it is in a preview that does not say."),
  description: z.string().max(500).default(""),
});
export type TemplateVariable = z.output<typeof TemplateVariable>;

const Part = z.string().max(500_000);

const TemplateVariant = z.strictObject({
  channel: z
    .string()
    .regex(/^(\*|[a-z0-9]+(-[a-z0-9]+)*)$/, "Write the name of a channel, or * for all that have no variant")
    .max(63)
    .describe("The channel it is for; `*` is for every channel without a variant of its own."),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "Write a language like zh-CN or en")
    .max(35)
    .default("zh-CN"),
  layout: TemplateReference.optional().describe("The layout around it, where `{{ content }}` stands."),
  subject: Part.optional(),
  text: Part.optional().describe("Left out beside HTML: made of the HTML."),
  html: Part.optional(),
  mjml: Part.optional().describe("Instead of HTML, where the plugin for MJML is installed."),
  markdown: Part.optional(),
  payload: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("What only the channel understands; each text in it is a template."),
});
export type TemplateVariant = z.output<typeof TemplateVariant>;

/** What somebody writes of a template; its code stands beside it. */
export const MessageTemplate = z.strictObject({
  name: z.string().min(1).max(200),
  description: z.string().max(2_000).default(""),
  kind: z
    .enum(["template", "layout", "partial"])
    .default("template")
    .describe("A layout stands around templates, a partial inside of them: `{% render 'footer' %}`."),
  folder: z.string().max(200).default("").describe("Where lists show it: `orders/paid`."),
  labels: z
    .record(z.string().min(1).max(63), z.string().max(200))
    .default({})
    .describe("People who are restricted to labels see only templates with theirs."),
  variables: z
    .record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,62}$/u, "Use letters, digits and _"), TemplateVariable)
    .default({})
    .describe("What messages have to bring, by name. What is not here cannot be brought."),
  variants: z.array(TemplateVariant).min(1).max(50),
});
export type MessageTemplate = z.output<typeof MessageTemplate>;
