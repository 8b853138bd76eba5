import type { Role } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const keys = { all: ["roles"] } as const;

/** The roles, and every permission there is. */
export const roleListQuery = queryOptions({
  queryKey: [...keys.all, "list"],
  queryFn: () => belfry.roles.list(),
});

export type RoleDraft = Parameters<typeof belfry.roles.save>[0];

export function useSaveRole(): UseMutationResult<Role, Error, RoleDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (draft: RoleDraft) => belfry.roles.save(draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRemoveRole(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.roles.remove(name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}
