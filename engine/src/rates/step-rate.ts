import type { Evaluate } from "../rules/compile-source.ts";
import type { RateLimit } from "./gcra.ts";

/** The rate limit of a step, read once. */
export interface StepRate {
  readonly rate: RateLimit;
  /** What is counted together; without it the step itself. */
  readonly key: Evaluate | undefined;
}
