import { EvaluationError } from "@marcbachmann/cel-js";

/** What a function cannot do with its arguments, and what to do about it. */
export function functionFault(message: string, remedy: string): EvaluationError {
  return new EvaluationError({ code: FUNCTION_FAULT, message, cause: { remedy } });
}

/** The code that marks an error of one of our own functions; its message is already a sentence for people. */
export const FUNCTION_FAULT = "function_fault";

/** A number of either kind as a JavaScript number. */
export function numberFrom(value: unknown, what: string): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  throw functionFault(`The ${what} is not a number.`, "Turn a text into a number with int(…) or double(…).");
}

/** A whole number of either kind, within limits. */
export function wholeNumberFrom(
  value: unknown,
  what: string,
  limits: { readonly min: number; readonly max: number },
): number {
  const number = numberFrom(value, what);
  if (Number.isInteger(number) && number >= limits.min && number <= limits.max) return number;
  throw functionFault(
    `The ${what} ${number} is not a whole number from ${limits.min} to ${limits.max}.`,
    "Round it first, or correct it.",
  );
}
