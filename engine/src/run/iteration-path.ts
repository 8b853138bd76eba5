/**
 * Where in its loops a step runs: the places in their lists, from the outermost to the innermost, like "3/1". Empty
 * outside of every loop. It is part of the key of a checkpoint and of every idempotency key.
 */

/** The path of an item of a loop that runs at `around`. */
export function itemPath(around: string, index: number): string {
  return around === "" ? String(index) : `${around}/${index}`;
}

/** The first so many places of a path. */
export function beginOf(path: string, places: number): string {
  return path === "" || places === 0 ? "" : path.split("/").slice(0, places).join("/");
}
