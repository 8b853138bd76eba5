import type { Settings, SettingsPatch } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export const installationQuery = queryOptions({
  queryKey: ["installation"],
  queryFn: () => belfry.settings.get(),
});

export function useChangeInstallation(): UseMutationResult<Settings, Error, SettingsPatch> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (patch: SettingsPatch) => belfry.settings.change(patch),
    onSuccess: (settings) => queryClient.setQueryData(installationQuery.queryKey, settings),
  });
}
