/**
 * Waits for work, and no longer than until the signal is aborted. What comes all the same afterwards goes to `late`, so
 * that a connection which opened too late is closed.
 * @throws the reason of the abort
 */
export async function orAborted<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  late: (value: T) => unknown = () => undefined,
): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  const working = work();
  try {
    return await Promise.race([working, aborted.promise]);
  } catch (error) {
    // Nobody waits for it any more, and why it was left is known.
    if (signal.aborted) working.then(late, () => undefined);
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
