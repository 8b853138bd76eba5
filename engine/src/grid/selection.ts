import { AppError, type Grid, type MemberSelection } from "@belfry/model";
import type { SelectionByPlace } from "../sql/grid/grid-rows.ts";

/**
 * A selection as the statements take it: by the places of the dimensions, which begin with 1.
 * @param places how many dimensions, from the first one, may be named. @default all
 * @throws AppError GRID_DIMENSION_UNKNOWN
 */
export function selectionByPlace(
  { grid, dimensions }: Pick<Grid, "grid" | "dimensions">,
  selection: MemberSelection = {},
  places: number = dimensions.length,
): SelectionByPlace {
  return Object.fromEntries(
    Object.entries(selection).map(([name, values]) => [placeOf({ grid, dimensions }, name, places), values]),
  );
}

/** The place of a dimension, which begins with 1. @throws AppError GRID_DIMENSION_UNKNOWN */
export function placeOf(
  { grid, dimensions }: Pick<Grid, "grid" | "dimensions">,
  name: string,
  places: number = dimensions.length,
): number {
  const place = dimensions.findIndex(({ dimension }) => dimension === name) + 1;
  if (place > 0 && place <= places) return place;
  const known = dimensions.slice(0, places).map(({ dimension }) => dimension);
  const reason = place > 0 ? `Here only ${known.join(", ")} can be named.` : `There are ${known.join(", ")}.`;
  throw new AppError("GRID_DIMENSION_UNKNOWN", { grid, dimension: name, reason });
}

/** Whether no member can have a value of both. */
export function excludeEachOther(one: MemberSelection = {}, other: MemberSelection = {}): boolean {
  return Object.entries(one).some(([dimension, values]) => {
    const wanted = other[dimension];
    return wanted !== undefined && !values.some((value) => wanted.includes(value));
  });
}
