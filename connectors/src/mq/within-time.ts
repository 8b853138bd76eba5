/** Waits so long for work and no longer. What the work comes to afterwards is nobody's concern. @throws what `late` makes */
export async function withinTime<T>(timeoutMs: number, work: Promise<T>, late: () => Error): Promise<T> {
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => over.reject(late()), timeoutMs);
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
