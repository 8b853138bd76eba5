const startedAt = performance.now();

/** Something that a person must put right; the text says how. */
export class SetupError extends Error {
  /**
   * @param {string} message what went wrong
   * @param {string} remedy what to do about it
   */
  constructor(message, remedy) {
    super(message);
    this.name = "SetupError";
    this.remedy = remedy;
  }
}

/**
 * Prints one line with the seconds since the start of the program.
 *
 * @param {string} text
 */
export function say(text) {
  console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${text}`);
}

/**
 * Runs one part of a program; ends the program with the remedy when it fails.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function orExplain(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`FAILED: ${error.message}`);
    console.error(`\nWhat to do: ${error.remedy}`);
    process.exit(1);
  }
}
