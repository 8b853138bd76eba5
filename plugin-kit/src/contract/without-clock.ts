/**
 * Runs a function that must not ask what time it is: `Date.now()` and `new Date()` throw meanwhile. For functions that
 * return at once; what they start and do not wait for is not watched.
 */
export function withoutClock<T>(run: () => T): T {
  const RealDate = globalThis.Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], asked) =>
      args.length === 0 ? refuse() : (Reflect.construct(target, args, asked) as object),
    apply: refuse,
    get: (target, name, receiver): unknown => (name === "now" ? refuse : Reflect.get(target, name, receiver)),
  });
  try {
    return run();
  } finally {
    globalThis.Date = RealDate;
  }
}

function refuse(): never {
  throw new Error("It asks what time it is. Use the moment it is given, or two nodes will plan different slots.");
}
