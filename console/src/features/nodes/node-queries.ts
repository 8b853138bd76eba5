import type { NodeView } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const queryKey = ["nodes"] as const;

/** Nodes tell of themselves once a second; nobody hints of it. */
export const nodesQuery = queryOptions({
  queryKey,
  queryFn: () => belfry.nodes.list(),
  refetchInterval: 3_000,
});

interface NodeChange {
  readonly id: number;
  readonly work: "drain" | "resume";
}

export function useChangeNode(): UseMutationResult<NodeView, Error, NodeChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, work }: NodeChange) => (work === "drain" ? belfry.nodes.drain(id) : belfry.nodes.resume(id)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
}
