import { AppError, compileExpression, compileTemplate, evaluate, renderTemplate } from "@belfry/model";
import type { RowExpressions } from "@belfry/plugin-kit";

/** Expressions and templates as the engine gives them to actions, over the names of a rule that a test makes up. */
export function createRowExpressions(ruleNames: Readonly<Record<string, unknown>>): RowExpressions {
  return {
    expression(source) {
      const parsed = compileExpression(source);
      if (!parsed.ok) throw new AppError("EXPRESSION_INVALID", { problems: parsed.problems });
      return (names) => evaluate(parsed.expression, { ...ruleNames, ...names });
    },
    template(source) {
      const template = compileTemplate(source, { escape: "none" });
      return (names) => renderTemplate(template, { ...ruleNames, ...names });
    },
  };
}
