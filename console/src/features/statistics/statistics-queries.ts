import type { StatisticsQuery } from "@belfry/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export function statisticsQuery(query: StatisticsQuery) {
  return queryOptions({
    queryKey: ["statistics", query],
    queryFn: () => belfry.statistics.read(query),
    placeholderData: keepPreviousData,
  });
}
