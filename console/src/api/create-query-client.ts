import { isBelfryProblem } from "@belfry/client";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { liveStateQuery } from "./live-state.ts";

/** How often to ask again while no hints arrive. */
const POLL_MS = 5_000;

/**
 * The one cache of the console. While hints arrive nothing is asked without a reason; without them everything that is
 * shown is asked for again every few seconds.
 *
 * @param onSignedOut called when a request was refused because nobody is signed in any more
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (isBelfryProblem(error, "NOT_AUTHENTICATED")) onSignedOut();
  };
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchInterval: () => (queryClient.getQueryData(liveStateQuery.queryKey) === "closed" ? POLL_MS : false),
        retry: (failures, error) =>
          failures < 2 && isBelfryProblem(error) && (error.status === 0 || error.status >= 500),
        // The server may be this very machine: being offline says nothing about it.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  return queryClient;
}
