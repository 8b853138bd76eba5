import type { Comparison, Condition, ConditionPart } from "./condition.ts";

/** The expression that a condition means. Texts become CEL literals, so nothing in a value is ever read as code. */
export function conditionExpression(condition: Condition): string {
  return typeof condition === "string" ? condition : partExpression(condition);
}

function partExpression(part: ConditionPart): string {
  if ("all" in part) return joined(part.all, " && ");
  if ("any" in part) return joined(part.any, " || ");
  if ("not" in part) return `!(${partExpression(part.not)})`;
  return comparisonExpression(part);
}

function joined(parts: readonly ConditionPart[], operator: string): string {
  return parts.map((part) => ("field" in part ? partExpression(part) : `(${partExpression(part)})`)).join(operator);
}

const symbols = { eq: "==", ne: "!=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

function comparisonExpression({ field, op, value }: Comparison): string {
  switch (op) {
    case "eq":
    case "ne":
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return `${field} ${symbols[op]} ${literal(value)}`;
    case "between": {
      const [least, greatest] = value as readonly unknown[];
      return `${field} >= ${literal(least)} && ${field} <= ${literal(greatest)}`;
    }
    case "in":
      return `${field} in ${literal(value)}`;
    case "notIn":
      return `!(${field} in ${literal(value)})`;
    case "contains":
      return `${field}.contains(${literal(value)})`;
    case "notContains":
      return `!${field}.contains(${literal(value)})`;
    case "startsWith":
    case "endsWith":
      return `${field}.${op}(${literal(value)})`;
    case "matches":
      return `${field}.matchesRegex(${literal(value)})`;
    case "exists":
      return `has(${field})`;
    case "missing":
      return `!has(${field})`;
  }
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "string") return JSON.stringify(value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "null";
}
