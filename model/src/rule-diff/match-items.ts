import { isEqualJson } from "../json/json-changes.ts";

type Item = Readonly<Record<string, unknown>>;

/** Which items of two lists are the same thing. */
export interface MatchedItems {
  /** From the place in the later list to the place in the earlier one; what is not in it is new. */
  readonly pairs: ReadonlyMap<number, number>;
  /** The places in the earlier list of what is gone. */
  readonly removed: readonly number[];
  /** The places in the later list of what stands elsewhere among those that stayed. */
  readonly moved: ReadonlySet<number>;
}

/** Finds the items that stayed: first by id, then those that are equal, then those that do the same, in their order. */
export function matchItems(before: readonly Item[], after: readonly Item[]): MatchedItems {
  const pairs = new Map<number, number>();
  const free = new Set(before.keys());
  const pairBy = (isSame: (was: Item, is: Item) => boolean) => {
    for (const [place, item] of after.entries()) {
      if (pairs.has(place)) continue;
      for (const candidate of free) {
        if (!isSame(before[candidate] as Item, item)) continue;
        pairs.set(place, candidate);
        free.delete(candidate);
        break;
      }
    }
  };
  pairBy((was, is) => idOf(was) !== undefined && idOf(was) === idOf(is));
  pairBy(isEqualJson);
  // One that was given an id, or whose id was taken away, is still the same; two different ids are two things.
  pairBy((was, is) => (idOf(was) === undefined || idOf(is) === undefined) && kindOf(was) === kindOf(is));
  return { pairs, removed: [...free], moved: movedAmong(pairs) };
}

function idOf({ id }: Item): string | undefined {
  return typeof id === "string" ? id : undefined;
}

/** What a step does, or when a trigger fires. */
function kindOf({ use, id: _id, name: _name, ...rest }: Item): string {
  return typeof use === "string" ? use : Object.keys(rest).toSorted().join(" ");
}

/** All but the longest run that kept its order: of ten steps of which the last became the first, only that one moved. */
function movedAmong(pairs: ReadonlyMap<number, number>): Set<number> {
  const places = [...pairs.keys()].toSorted((a, b) => a - b);
  const best: { readonly length: number; readonly from: number | undefined }[] = [];
  for (const [i, place] of places.entries()) {
    let longest: { length: number; from: number | undefined } = { length: 1, from: undefined };
    for (let j = 0; j < i; j += 1) {
      const length = (best[j]?.length ?? 0) + 1;
      if ((pairs.get(places[j] ?? -1) ?? 0) < (pairs.get(place) ?? 0) && length > longest.length)
        longest = { length, from: j };
    }
    best.push(longest);
  }
  const moved = new Set(places);
  let last: number | undefined;
  for (const [i, { length }] of best.entries()) if (last === undefined || length > (best[last]?.length ?? 0)) last = i;
  for (; last !== undefined; last = best[last]?.from) moved.delete(places[last] ?? -1);
  return moved;
}
