import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export const variableKeys = { all: ["variables"] } as const;

export const variableListQuery = queryOptions({
  queryKey: [...variableKeys.all, "list"],
  queryFn: () => belfry.variables.list(),
});

export function useSetVariable(): UseMutationResult<
  unknown,
  Error,
  { readonly name: string; readonly value: unknown }
> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value }: { readonly name: string; readonly value: unknown }) =>
      belfry.variables.set({ [name]: value }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: variableKeys.all }),
  });
}

export function useRemoveVariable(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.variables.remove(name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: variableKeys.all }),
  });
}
