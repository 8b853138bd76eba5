/**
 * Masks the personal data of an answer, by the marks of its schema. This is the one place that does it: whatever leaves
 * as JSON for somebody without the permission has passed here, and a field that is not marked is not masked.
 */
import { AppError, maskJson, maskPersonal, maskText, type PersonalKeys } from "@belfry/model";
import { z } from "zod";
import { PERSONAL_MARK, type PersonalKind } from "../schemas/personal.ts";

/** What stands for a text that is not shown at all. */
const HIDDEN = "•••";

/** The parts of a rule, or of the sample of an approval, that hold values and not its own words. */
const valuesOfRule = new Set(["with", "vars", "forEach", "items", "inputs", "input", "condition", "if"]);

/** The value as somebody may see it who may not read personal data. */
export function maskPersonalData(schema: z.ZodType, value: unknown, isPersonal: PersonalKeys): unknown {
  const mask = (inner: z.ZodType, part: unknown): unknown => {
    if (part === null || part === undefined || !holdsPersonal(inner)) return part;
    const kind = kindOf(inner);
    if (kind !== undefined) return masks[kind](part, isPersonal);
    if (inner instanceof z.ZodObject) {
      const shape: Readonly<Record<string, z.ZodType>> = inner.shape;
      return Object.fromEntries(
        Object.entries(part).map(([key, item]) => {
          const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
          return [key, field === undefined ? item : mask(field, item)];
        }),
      );
    }
    if (inner instanceof z.ZodArray) return (part as unknown[]).map((item) => mask(inner.element as z.ZodType, item));
    if (inner instanceof z.ZodRecord) {
      const entries = Object.entries(part);
      return Object.fromEntries(entries.map(([key, item]) => [key, mask(inner.valueType as z.ZodType, item)]));
    }
    if (inner instanceof z.ZodUnion) {
      const options = inner.options as readonly z.ZodType[];
      const fitting = options.find((option) => option.safeParse(part).success);
      return fitting === undefined ? part : mask(fitting, part);
    }
    const [wrapped] = partsOf(inner);
    return wrapped === undefined ? part : mask(wrapped, part);
  };
  return mask(schema, value);
}

/** A refusal repeats what it refuses: the sentences that say why are masked like any other text. */
export function maskRefusal(error: AppError, isPersonal: PersonalKeys): AppError {
  const details = maskJson(error.details, isPersonal) as AppError["details"];
  return new AppError(error.code, details, { cause: error });
}

const masks: Readonly<Record<PersonalKind, (value: unknown, isPersonal: PersonalKeys) => unknown>> = {
  address: eachText(maskPersonal),
  name: eachText(maskPersonal),
  text: eachText(maskText),
  content: (value) => (value === "" ? value : HIDDEN),
  json: maskJson,
  rule: maskRule,
};

function eachText(mask: (text: string) => string): (value: unknown) => unknown {
  return (value) => {
    if (Array.isArray(value)) return value.map((item) => (typeof item === "string" ? mask(item) : item));
    return typeof value === "string" ? mask(value) : value;
  };
}

function maskRule(value: unknown, isPersonal: PersonalKeys): unknown {
  if (Array.isArray(value)) return value.map((item) => maskRule(item, isPersonal));
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      valuesOfRule.has(key) ? maskJson(inner, isPersonal) : maskRule(inner, isPersonal),
    ]),
  );
}

const known = new WeakMap<z.ZodType, boolean>();

/** Whether something in a schema is marked; asked once for each. */
export function holdsPersonal(schema: z.ZodType): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  // A schema that holds itself is not asked about itself.
  known.set(schema, false);
  const holds = kindOf(schema) !== undefined || partsOf(schema).some(holdsPersonal);
  known.set(schema, holds);
  return holds;
}

function kindOf(schema: z.ZodType): PersonalKind | undefined {
  return schema.meta()?.[PERSONAL_MARK] as PersonalKind | undefined;
}

/** The schemas inside a schema: a wrapper has one, an object one for each field. */
function partsOf(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values<z.ZodType>(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (schema instanceof z.ZodUnion) return [...(schema.options as readonly z.ZodType[])];
  if (schema instanceof z.ZodTuple) throw new TypeError("A tuple in an answer cannot be masked.");
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  )
    return [schema.unwrap() as z.ZodType];
  if (schema instanceof z.ZodPipe) return [schema.out as z.ZodType];
  return [];
}
