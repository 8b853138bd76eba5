/** A stream of numbers that is the same for the same words, on every machine and in every run. */
export interface SeededRandom {
  /** From 0 (included) to 1 (excluded). */
  fraction(): number;
  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  /** One character of a text. */
  character(text: string): string;
  /** One of the items. */
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** FNV-1a for the start, mulberry32 for the stream: small, known, and good enough for invented people. */
export function seededRandom(...words: readonly (string | number)[]): SeededRandom {
  let state = 0x811c9dc5;
  for (const character of words.join("\u0000")) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }

  function fraction(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    fraction,
    integer: (from, to) => from + Math.floor(fraction() * (to - from + 1)),
    character: (text) => text.charAt(Math.floor(fraction() * text.length)),
    pick: (items) => items[Math.floor(fraction() * items.length)] ?? items[0],
  };
}
