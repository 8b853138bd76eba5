import { AppError, type Problem, compileTemplate, renderTemplate } from "@belfry/model";
import type { RowExpressions } from "@belfry/plugin-kit";
import { compileSource } from "./compile-source.ts";
import type { Scope } from "./scope.ts";

/** Expressions and templates that an action evaluates itself, with the names of the rule and those it adds. */
export function rowExpressions(scope: Scope): RowExpressions {
  return {
    expression(source) {
      const problems: Problem[] = [];
      const evaluate = compileSource(source, "", problems);
      if (problems.length > 0) throw new AppError("EXPRESSION_INVALID", { problems });
      return (names) => evaluate({ ...scope, ...names });
    },
    template(source) {
      const template = compileTemplate(source, { escape: "none" });
      return (names) => renderTemplate(template, { ...scope, ...names });
    },
  };
}
