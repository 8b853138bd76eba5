const CLOSE_WITHIN_MS = 1_000;

/**
 * Closes a connection and waits a second at most: one whose other side is dead would say goodbye for ever. What closing
 * fails with is nobody's concern: the connection is gone either way, and what was not acknowledged comes again.
 */
export async function closeSoon(close: () => Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, CLOSE_WITHIN_MS);
  const closing = (async () => close())().then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([promise, closing]);
  clearTimeout(timer);
}
