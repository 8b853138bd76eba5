/** Runs one piece of work; resolves or rejects as the work does. */
export type Gate = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/**
 * Lets at most `limit` pieces of work run at once; the others wait in the order they came. A piece that is aborted while
 * it waits leaves the line without having begun.
 */
export function createGate(limit: number): Gate {
  let running = 0;
  const line = new Set<() => void>();

  function leave(): void {
    running -= 1;
    const [next] = line;
    if (next === undefined) return;
    line.delete(next);
    next();
  }

  async function enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (running >= limit) {
      await new Promise<void>((resolve, reject) => {
        const abandon = () => {
          line.delete(begin);
          reject(signal.reason as Error);
        };
        const begin = () => {
          signal.removeEventListener("abort", abandon);
          resolve();
        };
        signal.addEventListener("abort", abandon, { once: true });
        line.add(begin);
      });
    }
    running += 1;
  }

  return async (signal, work) => {
    await enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
