/** Work that is asked for from many sides: one run at a time, and one more if it was asked for meanwhile. */
export interface Kick {
  (): void;
  /** Resolves when nothing runs; later kicks do nothing. */
  stop(): Promise<void>;
}

/** `work` must handle its own errors; one that escapes goes to `onError` and the next kick runs it again. */
export function createKick(work: () => Promise<void>, onError: (error: unknown) => void): Kick {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await work().catch(onError);
    } while (again && !stopped);
    running = undefined;
  };
  const kick = (): void => {
    if (stopped) return;
    if (running === undefined) running = run();
    else again = true;
  };
  return Object.assign(kick, {
    async stop() {
      stopped = true;
      await running;
    },
  });
}
