/**
 * What time the database says it is, as far as a node knows: what it last said, moved on by our own clock. Nothing may ever
 * ask our own clock what time it is.
 */

/** A difference between two clocks that no busy machine explains. */
const JUMP_MS = 5_000;

export interface DatabaseClock {
  readonly now: () => Date;
  /** Takes the time of a tick. `at`: when its answer was read, by `performance.now()`. */
  readonly tick: (now: Date, at: number) => void;
  /**
   * Takes the time of another answer, where the clock has jumped since the last tick: what that answer brings would be
   * begun too late by the old time, or have taken too long. `asked`: when it was asked, because a process that was frozen
   * reads answers that are as old as its sleep.
   */
  readonly hear: (now: Date, asked: number) => void;
}

export function createDatabaseClock(
  onJump: (jump: { readonly at: Date; readonly jumpMs: number }) => void,
): DatabaseClock {
  let last = { now: new Date(Number.NaN), at: 0 };
  const nowAt = (at: number): number => last.now.getTime() + at - last.at;
  const take = (now: Date, at: number): void => {
    const jumpMs = now.getTime() - nowAt(at);
    last = { now, at };
    if (Math.abs(jumpMs) > JUMP_MS) onJump({ at: now, jumpMs: Math.round(jumpMs) });
  };
  return {
    now: () => new Date(nowAt(performance.now())),
    tick: take,
    hear(now, asked) {
      const at = performance.now();
      const ms = now.getTime();
      if (ms < nowAt(asked) - JUMP_MS || ms > nowAt(at) + JUMP_MS) take(now, at);
    },
  };
}
