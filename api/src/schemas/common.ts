import { z } from "zod";

/** A moment in an answer. */
export const Instant = z.date();

/** A moment in a query: RFC 3339 with its offset. */
export const InstantInput = z.iso
  .datetime({ offset: true, error: "Write a time like 2026-02-16T06:00:00+08:00 or 2026-02-15T22:00:00Z." })
  .transform((text) => new Date(text));

/** `true` or `false` in a query. */
export const Flag = z
  .stringbool({ truthy: ["true", "1"], falsy: ["false", "0"], error: "Write true or false." })
  .meta({ type: "boolean" });

export const Id = z.int().positive();

/** An id in a path or a query. */
export const IdInput = z.coerce
  .number<string>({ error: "An id is a whole number." })
  .int()
  .positive()
  .meta({ type: "integer" });

/** How many to give at once. */
export function limit(largest: number, standard: number) {
  return z.coerce
    .number<string>({ error: "A limit is a whole number." })
    .int()
    .min(1)
    .max(largest)
    .default(standard)
    .meta({ type: "integer", description: `How many at once, at most ${largest}.` });
}

export const LocalizedText = z.object({ zh: z.string(), en: z.string() }).meta({ id: "LocalizedText" });

/** Any JSON value. */
export const Json = z.unknown();

/** A JSON object. */
export const JsonObject = z.record(z.string(), z.unknown());

/** The name of a variable or a secret: expressions write it as `vars.NAME` and `secrets.NAME`. */
export const Identifier = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
    "A name begins with a letter or _ and holds letters, digits and _, at most 128.",
  );
