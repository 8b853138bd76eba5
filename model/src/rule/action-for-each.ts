import { z } from "zod";

/** Runs a step once for each item of a list. The current item is `each`, its place in the list `index`. */
export const ActionForEach = z
  .strictObject({
    items: z.union([z.string().min(1), z.array(z.json())]).describe("The list, as an expression, or the list itself."),
    concurrency: z
      .number()
      .int()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "How many items are worked on at once.", default: 1 }),
    onFailure: z.enum(["stop", "continue", "collect"]).optional().meta({
      description:
        "`stop` fails at the first failed item; `continue` does the rest and then fails; `collect` does all of them, and the failures are data: `actions.<id>.errors`.",
      default: "stop",
    }),
  })
  .meta({
    id: "ActionForEach",
    description:
      "Runs the step once for each item of a list. The current item is `each`, its place in the list `index`.",
  });
export type ActionForEach = z.infer<typeof ActionForEach>;
