import { queryOptions } from "@tanstack/react-query";

export type LiveState = "opening" | "open" | "closed";

/** Whether hints of changes arrive; kept in the cache so that everything can ask for it. */
export const liveStateQuery = queryOptions({
  queryKey: ["live"],
  queryFn: (): LiveState => "opening",
  initialData: "opening",
  enabled: false,
  staleTime: Infinity,
  gcTime: Infinity,
});
