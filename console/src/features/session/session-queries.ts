import { isBelfryProblem, type Caller, type LoginChallenge } from "@belfry/client";
import {
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  async queryFn(): Promise<Caller | null> {
    try {
      return await belfry.session.me();
    } catch (error) {
      if (isBelfryProblem(error) && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
  // That somebody is signed out is noticed by the first refused request.
  refetchInterval: false,
  retry: false,
});

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

export function useSignIn(): UseMutationResult<Caller | LoginChallenge, Error, Credentials> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => belfry.session.login(credentials),
    onSuccess(caller) {
      // Nobody is signed in before the code has come too.
      if (caller.kind === "second-factor") return;
      forgetEverything(queryClient);
      queryClient.setQueryData(sessionQuery.queryKey, caller);
    },
  });
}

export function useSignOut(): UseMutationResult<unknown, Error, void> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => belfry.session.logout(),
    onSuccess() {
      forgetEverything(queryClient);
      queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  });
}

/** Nothing of what one person saw stays for whoever signs in next. The texts of the components are no secret. */
function forgetEverything(queryClient: QueryClient): void {
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== "session" && queryKey[0] !== "component-texts",
  });
}
