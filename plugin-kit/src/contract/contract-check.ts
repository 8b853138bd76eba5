/** One promise that a kind of plugin keeps, as a test of any test runner: `test(check.name, check.run)`. */
export interface ContractCheck {
  /** What is promised, as a sentence. */
  readonly name: string;
  /** Rejects with the reason and the remedy when the promise is broken. Runs on its own, in any order. */
  readonly run: () => Promise<void>;
}

/** Fails the check. The sentence says what is wrong and what to do. */
export function demand(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

/** Makes a check of a function that may be synchronous. */
export function check(name: string, run: () => void | Promise<void>): ContractCheck {
  return { name, run: async () => run() };
}
