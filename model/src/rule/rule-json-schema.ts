import { z } from "zod";
import { Rule } from "./rule.ts";

/** A JSON Schema of the draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The shape of a rule as a JSON Schema, for editors and other programs. Like the schema it is made from, it knows neither
 * the keys of a trigger's kind nor the inputs of an action: those belong to plugins.
 */
export function ruleJsonSchema(): JsonSchema {
  return z.toJSONSchema(Rule, { io: "input" });
}
