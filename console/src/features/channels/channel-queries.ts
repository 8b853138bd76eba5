import { queryOptions } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

/** The channels that messages can take; they change with the plugins that are installed. */
export const channelListQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: () => belfry.catalog.channels(),
  staleTime: Infinity,
});
