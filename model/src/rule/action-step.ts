import { z } from "zod";
import { RetryConfig } from "./retry-policy.ts";

/** An identifier that expressions can name: `actions.query.rows`. */
export const ActionId = z.string().regex(/^[a-z][A-Za-z0-9_]{0,62}$/, "An action id begins with a small letter and holds letters, digits and _.");

/** Runs one action once for each item of a list. The current item is `each`, its place in the list `index`. */
export const ActionForEach = z.strictObject({
  /** The list, as an expression, or the list itself. */
  items: z.union([z.string().min(1), z.array(z.json())]),
  /** How many items are worked on at once. @default 1 */
  concurrency: z.number().int().min(1).max(100).optional(),
  /**
   * `stop` fails at the first failed item; `continue` does the rest and then fails; `collect` does all of them, and the
   * failures are data: `actions.<id>.errors`.
   * @default stop
   */
  onFailure: z.enum(["stop", "continue", "collect"]).optional(),
});
export type ActionForEach = z.infer<typeof ActionForEach>;

/** One step of a rule: which action, with what, and when. */
export const ActionStep = z.strictObject({
  /** The name under which later steps find its output. @default its place: a1, a2, … */
  id: ActionId.optional(),
  name: z.string().min(1).max(200).optional(),
  /** The id of a registered action, for example `http.request`. */
  use: z.string().min(1),
  /** The input of the action. Values that are wholly `${{ … }}` are expressions; text fields are templates. */
  with: z.record(z.string(), z.json()).optional(),
  /** An expression; when it is false, the action is skipped. */
  if: z.string().min(1).optional(),
  /** A list, or an object with the list and how it is worked through. */
  forEach: z.union([z.string().min(1), z.array(z.json()), ActionForEach]).optional(),
  retry: RetryConfig.optional(),
  /** The longest one attempt may take, as a duration. @default the action's own, else 5m */
  timeout: z.string().optional(),
});
export type ActionStep = z.infer<typeof ActionStep>;
