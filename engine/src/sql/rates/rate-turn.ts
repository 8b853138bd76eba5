/** The place of an execution that let go until its turn. */
export interface RateTurn {
  readonly executionId: number;
  readonly action: string;
  readonly iteration: string;
  /** The key of the rate limit. */
  readonly key: string;
}
