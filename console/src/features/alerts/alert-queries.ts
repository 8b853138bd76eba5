import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export function alertListQuery(view: "open" | "all", cursor: string | undefined) {
  return queryOptions({
    queryKey: ["alerts", view, cursor ?? null],
    queryFn: () =>
      belfry.alerts.list({
        limit: 50,
        ...(view === "open" && { open: true }),
        ...(cursor !== undefined && { cursor }),
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}
