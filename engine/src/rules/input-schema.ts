import { AppError, joinPath, type Problem } from "@belfry/model";
import { z } from "zod";
import { isStorable } from "../values/storable.ts";

/** The typed inputs of a rule. */
export interface InputSchema {
  /** The defaults of all inputs: what an execution gets that nobody gives inputs to, for example one of a schedule. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** The inputs with the defaults where they say nothing. @throws AppError INPUT_INVALID with all problems */
  parse(inputs: unknown): Readonly<Record<string, unknown>>;
}

/** Reads the JSON Schema of a rule's inputs. Without one, a rule takes no inputs. */
export function readInputSchema(definition: Record<string, unknown> | undefined, problems: Problem[]): InputSchema {
  const schema = readSchema(definition, problems);
  const defaults = defaultsOf(definition);
  const parse = (inputs: unknown): Readonly<Record<string, unknown>> => {
    const given = Given.safeParse(inputs ?? {});
    if (!given.success) throw invalid(given.error);
    const parsed = schema.safeParse({ ...defaults, ...given.data });
    if (!parsed.success) throw invalid(parsed.error);
    return parsed.data as Record<string, unknown>;
  };
  return { parse, defaults };
}

/** Whatever the schema of a rule says: inputs are an object, and the database can keep them. */
const Given = z
  .record(z.string(), z.json())
  .refine((inputs) => isStorable(JSON.stringify(inputs)), "An input holds a NUL character or half of a surrogate pair");

function invalid(error: z.ZodError): AppError {
  const problems = error.issues.map((issue) => ({
    path: issue.path.reduce<string>(
      (path, key) => joinPath(path, typeof key === "symbol" ? String(key) : key),
      "inputs",
    ),
    message: `${issue.message}.`,
    remedy: "See the inputs of the rule.",
  }));
  return new AppError("INPUT_INVALID", { problems });
}

function readSchema(definition: Record<string, unknown> | undefined, problems: Problem[]): z.ZodType {
  if (definition === undefined) return z.strictObject({});
  try {
    return z.fromJSONSchema(definition);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.push({
      path: "inputs",
      message: `The JSON Schema of the inputs cannot be read: ${message}.`,
      remedy: "Write a JSON Schema of type object.",
    });
    return z.strictObject({});
  }
}

function defaultsOf(definition: Record<string, unknown> | undefined): Record<string, unknown> {
  const properties = definition?.["properties"];
  if (typeof properties !== "object" || properties === null) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]: [string, unknown]) =>
      typeof property === "object" && property !== null && "default" in property ? [[name, property.default]] : [],
    ),
  );
}
