/**
 * Marks for the fields of an action's input. The engine reads them to know what a string means, the console to draw the
 * form, the API to publish the JSON Schema.
 *
 * A string that is wholly `${{ … }}` is an expression in every field. Apart from that, a string is literal unless its
 * field is marked as text here. A secret is accepted only where a field says so.
 */
import { z } from "zod";
import { ArtifactRef, compileExpression, DatasetRef, parseField, SecretRef } from "@belfry/model";

/** How the engine prepares a string before the action sees it. */
export type FieldMark = "text" | "html" | "perRow";

/** The mark of a schema, if it has one. */
export function markOf(schema: z.ZodType): FieldMark | undefined {
  const mark = schema.meta()?.["belfry"];
  return mark === "text" || mark === "html" || mark === "perRow" ? mark : undefined;
}

/** A template: `Dear {{ item.name }}`. */
export function text(): z.ZodString {
  return z.string().meta({ belfry: "text" });
}

/** A template whose values are escaped as HTML. */
export function html(): z.ZodString {
  return z.string().meta({ belfry: "html" });
}

/**
 * Something the action evaluates itself, row by row or answer by answer, with `ctx.expressions` or `ctx.templates`.
 * The engine leaves it as it is.
 */
export function perRow(): z.ZodString {
  return z.string().meta({ belfry: "perRow" });
}

/** An expression of a trigger, which it evaluates with `ctx.expression`; with or without `${{ }}`. */
export function expression(): z.ZodString {
  return z
    .string()
    .min(1)
    .superRefine((written, ctx) => {
      const field = parseField(written);
      const parsed = compileExpression(field.kind === "expression" ? field.source : written);
      if (parsed.ok) return;
      for (const { message, remedy } of parsed.problems)
        ctx.addIssue({ code: "custom", message: `${message} ${remedy}` });
    });
}

/** A string that may be a secret: `${{ secrets.NAME }}`. Read it with `ctx.secret(value)`. */
export function secret() {
  return z.union([SecretRef, text()]);
}

/** Rows: a dataset of an earlier action, or a short list written down. */
export function rows() {
  return z.union([DatasetRef, z.array(z.record(z.string(), z.json()))]);
}

/** A file of an earlier action. */
export function file() {
  return ArtifactRef;
}
