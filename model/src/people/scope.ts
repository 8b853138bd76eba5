import { z } from "zod";

/**
 * What a person or a key is restricted to. `null` instead of a scope means everything.
 *
 * - `labels`: label → the values an object may carry there. An object is seen when each of these labels has one of its
 *   values; an object without such a label is not seen.
 * - `inputs`: rule → input → the values it may be given. Executions of that rule are seen only when their inputs name
 *   these values and no other.
 */
export const Scope = z
  .strictObject({
    labels: z.record(z.string().min(1).max(63), z.array(z.string().max(200)).min(1).max(100)).default({}),
    inputs: z
      .record(
        z.string().min(1),
        z.record(
          z.string().min(1),
          z
            .array(z.union([z.string(), z.number(), z.boolean()]))
            .min(1)
            .max(1_000),
        ),
      )
      .default({}),
  })
  .meta({ id: "Scope" });
export type Scope = z.output<typeof Scope>;
