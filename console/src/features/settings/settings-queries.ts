import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export const versionQuery = queryOptions({
  queryKey: ["version"],
  queryFn: async () => (await belfry.health.alive()).version,
  staleTime: Infinity,
  refetchInterval: false,
});
