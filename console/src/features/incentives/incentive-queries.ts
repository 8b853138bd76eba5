import type { IncentiveFilter } from "@belfry/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import type { FigureFilter, RankedBy } from "./incentive-search.ts";

export const incentiveKeys = {
  all: ["incentives"],
  figures: ["incentives", "figures"],
  campaigns: ["incentives", "campaigns"],
  one: (campaign: string) => ["incentives", "one", campaign],
} as const;

const figures = (name: string, ...of: readonly unknown[]) => [...incentiveKeys.figures, name, ...of];

export function totalsQuery(filter: FigureFilter) {
  return queryOptions({
    queryKey: figures("totals", filter),
    queryFn: () => belfry.incentives.totals(filter),
    placeholderData: keepPreviousData,
  });
}

/** The most periods that are drawn: more bars than that cannot be told apart. */
const MOST_PERIODS = 400;

export function trendQuery(filter: FigureFilter, by: "day" | "month") {
  return queryOptions({
    queryKey: figures("trend", filter, by),
    queryFn: () => belfry.incentives.trend({ ...filter, by, limit: MOST_PERIODS }),
    placeholderData: keepPreviousData,
  });
}

export function rewardSumsQuery(filter: FigureFilter) {
  return queryOptions({
    queryKey: figures("rewards", filter),
    queryFn: () => belfry.incentives.rewards(filter),
    placeholderData: keepPreviousData,
  });
}

export function rankingQuery(filter: FigureFilter, by: RankedBy, cursor: string | undefined) {
  return queryOptions({
    queryKey: figures("people", filter, by, cursor),
    queryFn: () => belfry.incentives.people({ ...filter, by, limit: 20, ...(cursor !== undefined && { cursor }) }),
    placeholderData: keepPreviousData,
  });
}

/** What can be asked about: campaigns in use, their cities, and the providers of what is chosen. */
export function choicesQuery(of: Pick<IncentiveFilter, "campaign" | "city">) {
  return queryOptions({
    queryKey: figures("choices", of),
    queryFn: () => belfry.incentives.choices(of),
    placeholderData: keepPreviousData,
  });
}

type ContractFilter = NonNullable<Parameters<typeof belfry.incentives.contracts>[1]>;

export function contractsQuery(campaign: string, filter: ContractFilter) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "contracts", filter],
    queryFn: () => belfry.incentives.contracts(campaign, filter),
    placeholderData: keepPreviousData,
  });
}

export function contractQuery(campaign: string, contract: string) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "contract", contract],
    queryFn: () => belfry.incentives.contract(campaign, contract),
  });
}
