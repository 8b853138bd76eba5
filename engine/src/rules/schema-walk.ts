/**
 * Walks a Zod schema beside a value, so that the engine knows what each string of an action's input means. Only the
 * kinds that action inputs are made of are walked; below anything else strings are literal.
 */
import { markOf, type FieldMark } from "@belfry/plugin-kit";
import { z } from "zod";

/** The schemas that a value may have to fulfil: wrappers are opened, unions spread. */
export function alternatives(schema: z.ZodType): z.ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly
  ) {
    // A mark on the wrapper (`text().optional().meta(…)`) would be lost by opening it.
    return markOf(schema) === undefined ? alternatives(schema.unwrap() as z.ZodType) : [schema];
  }
  if (schema instanceof z.ZodPipe) return alternatives(schema.in as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => alternatives(option as z.ZodType));
  if (schema instanceof z.ZodLazy) return alternatives(schema.unwrap() as z.ZodType);
  return [schema];
}

/** The schemas of one property of an object or record. */
export function propertyOf(schemas: readonly z.ZodType[], key: string): z.ZodType[] {
  return schemas.flatMap((schema) => {
    if (schema instanceof z.ZodObject) {
      const property: unknown = schema.shape[key];
      if (property instanceof z.ZodType) return alternatives(property);
      const rest = schema.def.catchall;
      return rest instanceof z.ZodType ? alternatives(rest) : [];
    }
    if (schema instanceof z.ZodRecord) return alternatives(schema.valueType as z.ZodType);
    return [];
  });
}

/** The schemas of one element of an array or tuple. */
export function elementOf(schemas: readonly z.ZodType[], index: number): z.ZodType[] {
  return schemas.flatMap((schema) => {
    if (schema instanceof z.ZodArray) return alternatives(schema.element as z.ZodType);
    if (schema instanceof z.ZodTuple) {
      const item: unknown = schema.def.items[index];
      return item instanceof z.ZodType ? alternatives(item) : [];
    }
    return [];
  });
}

/** The mark of the first alternative that has one. */
export function markAmong(schemas: readonly z.ZodType[]): FieldMark | undefined {
  for (const schema of schemas) {
    const mark = markOf(schema);
    if (mark !== undefined) return mark;
  }
  return undefined;
}
