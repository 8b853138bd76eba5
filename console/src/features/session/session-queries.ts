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

/** In which ways people can sign in here. */
export const loginOptionsQuery = queryOptions({
  queryKey: ["login-options"],
  queryFn: () => belfry.session.options(),
  staleTime: Infinity,
  refetchInterval: false,
});

/** The first step. Whoever has a second factor is not signed in yet: the answer is then a challenge. */
export function useSignIn(): UseMutationResult<Caller | LoginChallenge, Error, Credentials> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials): Promise<Caller | LoginChallenge> => belfry.session.login(credentials),
    onSuccess(answer) {
      if (answer.kind !== "second-factor") enter(queryClient, answer);
    },
  });
}

export interface CodeOfChallenge {
  readonly challenge: string;
  readonly code: string;
}

/** The second step. */
export function useSignInWithCode(): UseMutationResult<Caller, Error, CodeOfChallenge> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (step: CodeOfChallenge) => belfry.session.loginWithCode(step),
    onSuccess: (caller) => enter(queryClient, caller),
  });
}

function enter(queryClient: QueryClient, caller: Caller): void {
  forgetEverything(queryClient);
  queryClient.setQueryData(sessionQuery.queryKey, caller);
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
