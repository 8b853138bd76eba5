/**
 * A condition is an expression, or groups of comparisons that a form can show. Both are one thing: groups are written
 * out as an expression before anything is evaluated, so they cannot mean something else.
 */
import { z } from "zod";

const Scalar = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);

/** What a comparison does with a value, and what it is compared with. */
export const conditionOperators = {
  eq: "one",
  ne: "one",
  gt: "one",
  gte: "one",
  lt: "one",
  lte: "one",
  between: "pair",
  in: "list",
  notIn: "list",
  contains: "one",
  notContains: "one",
  startsWith: "one",
  endsWith: "one",
  matches: "one",
  exists: "none",
  missing: "none",
} as const satisfies Readonly<Record<string, "one" | "pair" | "list" | "none">>;
export type ConditionOperator = keyof typeof conditionOperators;

export const Comparison = z
  .strictObject({
    field: z
      .string()
      .regex(
        /^[A-Za-z_]\w*(\.[A-Za-z_]\w*|\["[^"\\]{1,200}"\])*$/u,
        'Name a value, like event.data.amount or event.data["金额"].',
      )
      .describe('The value that is looked at: `event.data.amount`, `event.data["金额"]`.'),
    op: z.enum(Object.keys(conditionOperators) as [ConditionOperator, ...ConditionOperator[]]),
    value: z
      .union([Scalar, z.array(Scalar).max(1_000)])
      .optional()
      .describe(
        "What it is compared with: a list with `in` and `notIn`, two values with `between`, none with `exists`.",
      ),
  })
  .superRefine(({ op, value }, ctx) => {
    const wants = conditionOperators[op];
    const problem =
      wants === "none" && value !== undefined
        ? `${op} takes no value.`
        : wants === "one" && (value === undefined || Array.isArray(value))
          ? `${op} takes one value.`
          : wants === "list" && !Array.isArray(value)
            ? `${op} takes a list of values.`
            : wants === "pair" && !(Array.isArray(value) && value.length === 2)
              ? "between takes two values, the least and the greatest."
              : undefined;
    if (problem !== undefined) ctx.addIssue({ code: "custom", path: ["value"], message: problem });
  })
  .meta({ id: "Comparison" });
export type Comparison = z.output<typeof Comparison>;

export type ConditionGroup =
  | { readonly all: readonly ConditionPart[] }
  | { readonly any: readonly ConditionPart[] }
  | { readonly not: ConditionPart };
export type ConditionPart = Comparison | ConditionGroup;

const DEEPEST = 8;

export const ConditionGroup: z.ZodType<ConditionGroup> = z.lazy(() =>
  z
    .union([
      z.strictObject({ all: z.array(ConditionPart).min(1).max(100) }),
      z.strictObject({ any: z.array(ConditionPart).min(1).max(100) }),
      z.strictObject({ not: ConditionPart }),
    ])
    .refine((group) => depthOf(group) <= DEEPEST, `Groups are nested more than ${DEEPEST} deep.`),
);
const ConditionPart: z.ZodType<ConditionPart> = z.lazy(() => z.union([Comparison, ConditionGroup]));

/** A condition as a rule holds it. */
export const Condition = z.union([z.string().min(1), ConditionGroup]);
export type Condition = z.output<typeof Condition>;

function depthOf(part: ConditionPart): number {
  if ("all" in part) return 1 + Math.max(...part.all.map(depthOf));
  if ("any" in part) return 1 + Math.max(...part.any.map(depthOf));
  return "not" in part ? 1 + depthOf(part.not) : 0;
}
