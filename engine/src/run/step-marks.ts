import type { StepMark } from "../sql/marks/step-mark.ts";

/** The marks of an execution: what its steps keep while they last longer than one holding. */
export interface Marks {
  /** The mark of a step, of whichever redrive. */
  get(action: string, iteration: string): Promise<StepMark | undefined>;
  /** Takes note of one that was just made. */
  put(mark: StepMark): void;
}
