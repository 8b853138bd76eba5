/** What the limits and penalties of a fake provider go by, in milliseconds since 1970. */
export interface FakeClock {
  now(): number;
}

/** A clock that stands still until it is moved, so that a penalty of ten minutes takes no time in a test. */
export interface MovableClock extends FakeClock {
  advance(ms: number): void;
}

/** @param start milliseconds since 1970, 2026-03-01T06:00:00Z unless given */
export function createMovableClock(start: number = Date.UTC(2026, 2, 1, 6)): MovableClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => void (now += ms),
  };
}
