/**
 * What fakes remember has an end, because the demo may run for weeks: the oldest goes first. A number here is far beyond
 * what a test or a person looks at, and its worth in memory is a few megabytes at most.
 */

/** Messages, receipts and requests. */
export const KEPT = 1_000;

/** Tokens, files, nonces and limits of single recipients; they are small. */
export const KNOWN = 10_000;

/** Of the server of a fake: the largest file that a provider takes is 20 MiB. */
export const serverBounds = { maxBodyBytes: 32 * 1024 * 1024, keep: KEPT, keepBytes: 64 * 1024 * 1024 } as const;

/** Adds to the end of a list, and takes from its beginning what is too many. */
export function addBounded<T>(list: T[], item: T, most: number = KEPT): void {
  list.push(item);
  if (list.length > most) list.splice(0, list.length - most);
}

/** Sets a value as the newest of a map, and forgets the oldest ones that are too many. */
export function setBounded<K, V>(map: Map<K, V>, key: K, value: V, most: number = KNOWN): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
