/** How a piece of work ended, or that it did not. */
export type Settled =
  | { readonly kind: "returned"; readonly value: unknown }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "still-running" };

/** Waits for a piece of work, but not for ever. */
export async function settledWithin(work: Promise<unknown>, ms: number): Promise<Settled> {
  const late = Promise.withResolvers<Settled>();
  const timer = setTimeout(() => late.resolve({ kind: "still-running" }), ms);
  try {
    return await Promise.race([
      work.then(
        (value): Settled => ({ kind: "returned", value }),
        (error: unknown): Settled => ({ kind: "threw", error }),
      ),
      late.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
