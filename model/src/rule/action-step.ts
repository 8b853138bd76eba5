import { z } from "zod";
import { StepApproval } from "./approval-demand.ts";
import { RetryConfig } from "./retry-policy.ts";

/** An identifier that expressions can name: `actions.query.rows`. */
export const ActionId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]{0,62}$/, "An action id begins with a small letter and holds letters, digits and _.");

/** Runs one action once for each item of a list. The current item is `each`, its place in the list `index`. */
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
      "Runs the action once for each item of a list. The current item is `each`, its place in the list `index`.",
  });
export type ActionForEach = z.infer<typeof ActionForEach>;

/** One step of a rule: which action, with what, and when. */
export const ActionStep = z
  .strictObject({
    id: ActionId.optional().describe("The name under which later steps find its output. Default: its place: a1, a2, …"),
    name: z.string().min(1).max(200).optional().describe("The name that people see."),
    use: z
      .string()
      .min(1)
      .meta({ description: "The id of a registered action.", examples: ["http.request", "excel.write", "email.send"] }),
    with: z
      .record(z.string(), z.json())
      .optional()
      .describe(
        "The input of the action. Values that are wholly `${{ … }}` are expressions; text fields are templates.",
      ),
    if: z.string().min(1).optional().describe("An expression; when it is false, the action is skipped."),
    forEach: z
      .union([z.string().min(1), z.array(z.json()), ActionForEach])
      .optional()
      .describe("A list, or an object with the list and how it is worked through."),
    approval: StepApproval.optional(),
    retry: RetryConfig.optional(),
    retryFrom: ActionId.optional().describe(
      "For a step that judges what earlier ones found out: the id of the step at which an execution begins again when a person retries it after this one failed. Judging the same findings again could only fail again. Default: this step.",
    ),
    timeout: z
      .string()
      .optional()
      .describe("The longest one attempt may take, as a duration. Default: the action's own, else 5m."),
  })
  .meta({ id: "ActionStep", description: "One step: which action, with what, and when." });
export type ActionStep = z.infer<typeof ActionStep>;
