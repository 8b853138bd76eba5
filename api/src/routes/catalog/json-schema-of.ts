import { z } from "zod";

/** The JSON Schema of what people write, from which the console draws a form. What JSON Schema cannot say is left open. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" });
  return rest;
}
