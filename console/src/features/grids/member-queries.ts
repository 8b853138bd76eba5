import type { GridMember } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { gridKeys } from "./grid-queries.ts";
import type { MemberWrite } from "./member-write.ts";

type MemberFilter = NonNullable<Parameters<typeof belfry.grids.members>[1]>;

export function gridMembersQuery(grid: string, filter: MemberFilter) {
  return queryOptions({
    queryKey: [...gridKeys.one(grid), "members", filter],
    queryFn: () => belfry.grids.members(grid, filter),
    placeholderData: keepPreviousData,
  });
}

type Saved = Awaited<ReturnType<typeof belfry.grids.saveMembers>>;

export function useSaveMember(grid: string): UseMutationResult<Saved, Error, MemberWrite> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (write: MemberWrite) => belfry.grids.saveMembers(grid, write),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: gridKeys.all }),
  });
}

export function useRemoveMember(grid: string): UseMutationResult<unknown, Error, GridMember["member"]> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (member: GridMember["member"]) => belfry.grids.removeMembers(grid, [{ ...member }]),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: gridKeys.all }),
  });
}
