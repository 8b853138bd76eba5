import type { NewSlotFate } from "../sql/slots/insert-slot-fates.ts";

/**
 * Joins neighbours of one trigger that share a fate and its detail into one row with their number.
 * @param areNeighbours whether no other time of the trigger lies between two of them. One that was decided before, and lay
 * inside of a row, would have two fates.
 */
export function mergeFates(
  fates: readonly NewSlotFate[],
  areNeighbours: (a: NewSlotFate, b: NewSlotFate) => boolean,
): NewSlotFate[] {
  const merged: NewSlotFate[] = [];
  // Slots of many triggers come in the order in which they are due, one trigger between the times of another.
  const ordered = fates.toSorted((a, b) => a.triggerId - b.triggerId || a.from.getTime() - b.from.getTime());
  for (const fate of ordered) {
    const last = merged.at(-1);
    if (last !== undefined && mayJoin(last, fate) && areNeighbours(last, fate)) {
      merged[merged.length - 1] = { ...last, to: fate.to, n: last.n + fate.n };
    } else {
      merged.push(fate);
    }
  }
  return merged;
}

function mayJoin(a: NewSlotFate, b: NewSlotFate): boolean {
  return (
    a.triggerId === b.triggerId &&
    a.fate === b.fate &&
    a.executionId === undefined &&
    b.executionId === undefined &&
    JSON.stringify(a.detail) === JSON.stringify(b.detail)
  );
}
