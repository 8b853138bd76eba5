import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { executionKeys } from "../executions/index.ts";

const keys = { all: ["breakers"] } as const;

export const breakersQuery = queryOptions({
  queryKey: keys.all,
  queryFn: () => belfry.breakers.list({ limit: 200 }),
  refetchInterval: 5_000,
});

export type Breaker = Awaited<ReturnType<typeof belfry.breakers.list>>["items"][number];

type BreakerOpening = Parameters<typeof belfry.breakers.open>[0];

export type BreakerChange =
  | ({ readonly work: "open" } & BreakerOpening)
  | { readonly work: "close"; readonly connection: string; readonly atOnce: boolean };

export function useChangeBreaker(): UseMutationResult<Breaker, Error, BreakerChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn(change: BreakerChange) {
      if (change.work === "close") return belfry.breakers.close(change.connection, { atOnce: change.atOnce });
      const { work: _work, ...opening } = change;
      return belfry.breakers.open(opening);
    },
    onSuccess: () =>
      Promise.all([keys.all, executionKeys.all].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}
