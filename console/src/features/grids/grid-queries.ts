import type { GridChangeCells, GridGenerate, GridWish } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export const gridKeys = {
  all: ["grids"],
  lists: ["grids", "list"],
  freshness: ["grids", "freshness"],
  one: (grid: string) => ["grids", "one", grid],
} as const;

export const gridListQuery = queryOptions({
  queryKey: gridKeys.lists,
  queryFn: () => belfry.grids.list(),
});

export function gridQuery(grid: string) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "definition"],
    queryFn: () => belfry.grids.get(grid),
  });
}

type MapFilter = NonNullable<Parameters<typeof belfry.grids.map>[1]>;

export function gridMapQuery(grid: string, filter: MapFilter) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "map", filter],
    queryFn: () => belfry.grids.map(grid, filter),
    placeholderData: keepPreviousData,
  });
}

/** The values of a dimension, to choose from; of thousands the first ones. */
export function dimensionValuesQuery(grid: string, dimension: string) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "values", dimension],
    queryFn: async () => {
      const { items } = await belfry.grids.map(grid, { rows: dimension, columns: 1, limit: 200 });
      return [...new Set(items.flatMap(({ of }) => of[dimension] ?? []))];
    },
  });
}

type CellFilter = NonNullable<Parameters<typeof belfry.grids.cells>[1]>;

export function gridCellsQuery(grid: string, filter: CellFilter) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "cells", filter],
    queryFn: () => belfry.grids.cells(grid, filter),
    placeholderData: keepPreviousData,
  });
}

export function gridCellQuery(grid: string, cell: string) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "cell", cell],
    queryFn: () => belfry.grids.cell(grid, cell),
  });
}

/** How many generations are looked ahead. */
const AHEAD = 8;

export function nextGenerationsQuery(grid: string) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "preview"],
    queryFn: () => belfry.grids.preview(grid, AHEAD),
  });
}

export function generationsQuery(grid: string, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "generations", cursor],
    queryFn: () => belfry.grids.generations(grid, { limit: 20, ...(cursor !== undefined && { cursor }) }),
    placeholderData: keepPreviousData,
  });
}

type Generation = Awaited<ReturnType<typeof belfry.grids.generate>>;

export function useGenerate(grid: string): UseMutationResult<Generation, Error, GridGenerate> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: GridGenerate) => belfry.grids.generate(grid, request),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: gridKeys.all }),
  });
}

type Changed = Awaited<ReturnType<typeof belfry.gridWork.retry>>;

export interface CellChange {
  readonly wish: GridWish;
  readonly of: GridChangeCells;
  readonly reason: string;
}

/** @param onChanged also told when what asked for it is gone: cells that were changed leave the list with their buttons */
export function useChangeCells(
  grid: string,
  onChanged: (changed: Changed) => void,
): UseMutationResult<Changed, Error, CellChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn({ wish, of, reason }: CellChange) {
      if (wish === "retry") return belfry.gridWork.retry(grid, { ...of, ...(reason !== "" && { reason }) });
      return belfry.gridWork[wish](grid, { ...of, reason });
    },
    onSuccess(changed) {
      onChanged(changed);
      return queryClient.invalidateQueries({ queryKey: gridKeys.all });
    },
  });
}
