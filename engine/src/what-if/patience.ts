/** How long a replay may take; it would hold its process, and the person who waits for it. */
export const MOST_SECONDS = 10;
/** After so many steps other work gets its turn: some ten milliseconds of conditions. */
const STEPS_AT_ONCE = 100;

/** Lets other work have its turn, and says when it has taken too long. */
export interface Patience {
  /** Call it at each step. @returns whether to stop */
  isOver(): Promise<boolean>;
}

export function createPatience(seconds = MOST_SECONDS): Patience {
  const until = performance.now() + seconds * 1_000;
  let steps = 0;
  return {
    async isOver() {
      steps += 1;
      if (steps % STEPS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
      return performance.now() > until;
    },
  };
}
