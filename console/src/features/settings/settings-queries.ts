import { queryOptions, useMutation, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { changePreferences } from "../../preferences/index.ts";

export const versionQuery = queryOptions({
  queryKey: ["version"],
  queryFn: async () => (await belfry.health.alive()).version,
  staleTime: Infinity,
  refetchInterval: false,
});

export function useChangePassword(): UseMutationResult<
  unknown,
  Error,
  { readonly currentPassword: string; readonly newPassword: string }
> {
  return useMutation({
    mutationFn: (body: { readonly currentPassword: string; readonly newPassword: string }) =>
      belfry.session.changePassword(body),
    onSuccess: () => changePreferences({ offerPasswordChange: false }),
  });
}
