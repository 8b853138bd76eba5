/** A group of golden cases and how they are run. */
export interface GoldenSuite {
  /** `dorm_late_return.json#excel` */
  readonly name: string;
  readonly cases: readonly GoldenCase[];
}

export interface GoldenCase {
  /** For the report only: nothing may be decided by it. */
  readonly label: string;
  readonly input: unknown;
  readonly expected: unknown;
  run(): Promise<unknown>;
}

/**
 * What the specification decides against a golden case. `transform` sees the input and what the original did, never an id,
 * a description or an origin.
 */
export interface Precedence {
  readonly suite: string;
  readonly reason: string;
  transform(input: unknown, expected: unknown): unknown;
}
