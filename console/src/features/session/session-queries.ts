import { queryOptions, useMutation, useQueryClient, type QueryClient, type UseMutationResult } from "@tanstack/react-query";
import { answered, api, ApiProblem, type Schemas } from "../../api/index.ts";

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  async queryFn({ signal }): Promise<Schemas["Caller"] | null> {
    try {
      return await answered(api.GET("/v1/session", { signal }));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
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

export function useSignIn(): UseMutationResult<Schemas["Caller"], Error, Credentials> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => answered(api.POST("/v1/session", { body: credentials })),
    onSuccess(caller) {
      forgetEverything(queryClient);
      queryClient.setQueryData(sessionQuery.queryKey, caller);
    },
  });
}

export function useSignOut(): UseMutationResult<unknown, Error, void> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answered(api.DELETE("/v1/session")),
    onSuccess() {
      forgetEverything(queryClient);
      queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  });
}

/** Nothing of what one person saw stays for whoever signs in next. The texts of the components are no secret. */
function forgetEverything(queryClient: QueryClient): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" && queryKey[0] !== "component-texts" });
}
