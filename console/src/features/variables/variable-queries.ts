import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { answered, api, type Schemas } from "../../api/index.ts";

export type Variable = Schemas["Variable"];

export const variableKeys = { all: ["variables"] } as const;

export const variableListQuery = queryOptions({
  queryKey: [...variableKeys.all, "list"],
  queryFn: async ({ signal }) => (await answered(api.GET("/v1/variables", { signal }))).items,
});

export function useSetVariable(): UseMutationResult<unknown, Error, { readonly name: string; readonly value: unknown }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value }: { readonly name: string; readonly value: unknown }) =>
      answered(api.PATCH("/v1/variables", { body: { values: { [name]: value } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: variableKeys.all }),
  });
}

export function useRemoveVariable(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => answered(api.DELETE("/v1/variables/{name}", { params: { path: { name } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: variableKeys.all }),
  });
}
