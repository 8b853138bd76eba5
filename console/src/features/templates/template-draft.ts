import type { TemplateDraft } from "@belfry/client";

export const variableTypes = [
  "text",
  "decimal",
  "number",
  "integer",
  "boolean",
  "date",
  "datetime",
  "list",
  "object",
] as const;
export type VariableType = (typeof variableTypes)[number];

type Variant = TemplateDraft["variants"][number];

/** A variant as the editor holds it: its payload is the JSON that somebody types. */
export type EditedVariant = Omit<Variant, "html" | "mjml" | "payload"> & {
  readonly html?: string | undefined;
  /** Set, even when it is empty, where the HTML is made of it. */
  readonly mjml?: string | undefined;
  readonly payload?: string;
};
type Declared = NonNullable<TemplateDraft["variables"]>[string];

/** A variable as the editor holds it: its example is the text that somebody types. */
export interface EditedVariable {
  readonly name: string;
  readonly type: VariableType;
  readonly required: boolean;
  readonly example: string;
  /** What it is where a message does not bring it. Undefined: there is none. */
  readonly fallback: string | undefined;
  readonly description: string;
}

/** A template as the editor holds it. */
export interface EditedTemplate {
  readonly name: string;
  readonly description: string;
  readonly kind: "template" | "layout" | "partial";
  readonly folder: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly variables: readonly EditedVariable[];
  readonly variants: readonly EditedVariant[];
}

export const emptyTemplate: EditedTemplate = {
  name: "",
  description: "",
  kind: "template",
  folder: "",
  labels: {},
  variables: [{ name: "name", type: "text", required: true, example: "张三", fallback: undefined, description: "" }],
  variants: [{ channel: "email", language: "zh-CN", subject: "", text: "{{ name }}，您好：\n" }],
};

/** @param definition as the server answers it */
export function editedTemplateOf(definition: Readonly<Record<string, unknown>>): EditedTemplate {
  // The server wrote it after it had parsed it by the same schema.
  const draft = definition as unknown as TemplateDraft;
  return {
    name: draft.name,
    description: draft.description ?? "",
    kind: draft.kind ?? "template",
    folder: draft.folder ?? "",
    labels: draft.labels ?? {},
    variables: Object.entries(draft.variables ?? {}).map(([name, variable]) => editedVariableOf(name, variable)),
    variants: draft.variants.map((variant) => editedVariantOf(variant)),
  };
}

function editedVariantOf({ html, payload, ...variant }: Variant): EditedVariant {
  return {
    ...variant,
    // HTML that was made of MJML is made anew with every save.
    ...(variant.mjml === undefined && html !== undefined && { html }),
    ...(payload !== undefined && { payload: JSON.stringify(payload, null, 2) }),
  };
}

function editedVariableOf(name: string, variable: Declared): EditedVariable {
  const { type = "text", required, example, default: fallback, description = "" } = variable;
  return {
    name,
    type,
    required: required ?? fallback === undefined,
    example: valueText(example),
    fallback: fallback === undefined ? undefined : valueText(fallback),
    description,
  };
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What is saved, and shown in the preview. Variables without a name are not there yet. */
export function templateDraftOf({ variables, variants, labels, ...template }: EditedTemplate): TemplateDraft {
  return {
    ...template,
    labels: { ...labels },
    variables: Object.fromEntries(
      variables
        .filter(({ name }) => name.trim() !== "")
        .map(({ name, type, required, example, fallback, description }) => [
          name.trim(),
          {
            type,
            required,
            description,
            ...(example !== "" && { example: valueOf(type, example) }),
            ...(fallback !== undefined && { default: valueOf(type, fallback) }),
          },
        ]),
    ),
    variants: variants.map((variant) => variantOf(variant)),
  };
}

/** Types whose values are written as they are; all others as JSON. */
const written: ReadonlySet<VariableType> = new Set(["text", "decimal", "date", "datetime"]);

function valueOf(type: VariableType, text: string): unknown {
  return written.has(type) ? text : jsonOr(text);
}

/** What is no JSON is sent as it is: the server says what is wrong with it, at its place. */
function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function variantOf({ channel, payload = "", ...others }: EditedVariant): Variant {
  return {
    channel,
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== "" && value !== undefined)),
    ...(payload.trim() !== "" && { payload: jsonOr(payload) as NonNullable<Variant["payload"]> }),
  };
}
