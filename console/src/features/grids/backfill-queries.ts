import type { GridBackfill, GridBackfillPlan, GridBackfillRequest } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { gridKeys } from "./grid-queries.ts";

/** Nodes end a backfill in steps of their own: a hint that came before the last of them shows what was before it. */
const LOOK_MS = 5_000;

export function backfillsQuery(grid: string, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "backfills", cursor],
    queryFn: () => belfry.gridBackfills.list(grid, { limit: 20, ...(cursor !== undefined && { cursor }) }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  });
}

export function useBackfillPreview(grid: string): UseMutationResult<GridBackfillPlan, Error, GridBackfillRequest> {
  return useMutation({ mutationFn: (request: GridBackfillRequest) => belfry.gridBackfills.preview(grid, request) });
}

type Started = Awaited<ReturnType<typeof belfry.gridBackfills.start>>;

export function useStartBackfill(grid: string): UseMutationResult<Started, Error, GridBackfillRequest> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: GridBackfillRequest) => belfry.gridBackfills.start(grid, request),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: gridKeys.one(grid) }),
  });
}

export type BackfillWish = "pause" | "resume" | "cancel";

export function useChangeBackfill(
  grid: string,
): UseMutationResult<GridBackfill, Error, { readonly id: number; readonly wish: BackfillWish }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, wish }: { readonly id: number; readonly wish: BackfillWish }) =>
      belfry.gridBackfills[wish](grid, id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: gridKeys.one(grid) }),
  });
}
