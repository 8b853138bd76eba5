import { queryOptions, useMutation, type UseMutationResult } from "@tanstack/react-query";
import { answered, api } from "../../api/index.ts";
import { changePreferences } from "../../preferences/index.ts";

export const versionQuery = queryOptions({
  queryKey: ["version"],
  queryFn: async ({ signal }) => (await answered(api.GET("/health", { signal }))).version,
  staleTime: Infinity,
  refetchInterval: false,
});

export function useChangePassword(): UseMutationResult<unknown, Error, { readonly currentPassword: string; readonly newPassword: string }> {
  return useMutation({
    mutationFn: (body: { readonly currentPassword: string; readonly newPassword: string }) =>
      answered(api.PUT("/v1/session/password", { body })),
    onSuccess: () => changePreferences({ offerPasswordChange: false }),
  });
}
