import { type Environment, EvaluationError } from "@marcbachmann/cel-js";
import { isAppError } from "../errors/app-error.ts";
import { FUNCTION_FAULT } from "./function-fault.ts";

/** A function of the expression language. Types are those of CEL; `dyn` takes any value. */
export interface ExpressionFunction {
  readonly name: string;
  /** The types of the arguments. With a method form, the first is what it is called on. */
  readonly takes: readonly string[];
  readonly gives: string;
  /** `both`: `lower(text)` and `text.lower()`. `function`: where CEL brings the method itself, or none makes sense. @default both */
  readonly form?: "both" | "function" | "method";
  // Each function checks what it gets: a method parameter type would promise what data does not keep.
  readonly run: (...values: readonly unknown[]) => unknown;
}

/** Registers each function in its forms. They are synchronous: nothing in an expression waits. */
export function registerFunctions(environment: Environment, functions: readonly ExpressionFunction[]): void {
  for (const { name, takes, gives, form = "both", run } of functions) {
    const handler = (...values: readonly unknown[]): unknown => withSentence(() => run(...values));
    const [receiver = "dyn", ...rest] = takes;
    if (form !== "method")
      environment.registerFunction(`${name}(${takes.join(", ")}): ${gives}`, handler, { async: false });
    if (form !== "function")
      environment.registerFunction(`${receiver}.${name}(${rest.join(", ")}): ${gives}`, handler, { async: false });
  }
}

/** Our own errors, for example of an unknown time zone, get their place in the expression by becoming CEL's. */
function withSentence(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new EvaluationError({
      code: FUNCTION_FAULT,
      message: error.detail || error.message,
      cause: { remedy: error.remedy },
    });
  }
}
