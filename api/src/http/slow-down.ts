import { isAppError } from "@belfry/model";
import type { LoginThrottle } from "./login-throttle.ts";

export interface Guess {
  readonly throttle: LoginThrottle;
  readonly name: string;
  readonly address: string;
}

// A try that a lock refuses counts as well: whoever goes on trying is then refused without a question to the database.
const wrongGuesses = [
  "LOGIN_FAILED",
  "SECOND_FACTOR_INVALID",
  "REQUEST_INVALID",
  "TOO_MANY_ATTEMPTS",
  "HOOK_REFUSED",
  "RECEIPT_REFUSED",
] as const;

/** Lets somebody try a secret, and each further time after a longer wait. @throws AppError TOO_MANY_ATTEMPTS */
export async function slowDown<T>({ throttle, name, address }: Guess, attempt: () => Promise<T>): Promise<T> {
  throttle.check(name, address);
  try {
    const result = await attempt();
    throttle.succeeded(name, address);
    return result;
  } catch (error) {
    if (wrongGuesses.some((code) => isAppError(error, code))) throttle.failed(name, address);
    throw error;
  }
}
