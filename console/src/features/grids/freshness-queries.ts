import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { gridKeys } from "./grid-queries.ts";

/** A deadline comes near without anything that changes. */
const AGAIN_MS = 15_000;

/** Of one grid, or of all. @param days how many days of deadlines */
export function freshnessQuery(grid: string | undefined, days: number) {
  return queryOptions({
    queryKey: [...gridKeys.freshness, grid, days],
    queryFn: () => (grid === undefined ? belfry.freshness.list({ days }) : belfry.freshness.ofGrid(grid, { days })),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
}
