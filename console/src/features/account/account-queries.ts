import type { Session } from "@belfry/client";
import {
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { changePreferences } from "../../preferences/index.ts";
import { sessionQuery } from "../session/index.ts";

const keys = { all: ["account"], sessions: ["account", "sessions"], factor: ["account", "second-factor"] } as const;

export const ownSessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: (): Promise<readonly Session[]> => belfry.session.list(),
});

export const secondFactorQuery = queryOptions({
  queryKey: keys.factor,
  queryFn: () => belfry.session.secondFactor.state(),
});

/** What somebody had to do first may be done now. */
function refresh(queryClient: QueryClient): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: keys.all }),
  ]);
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export function useChangePassword(): UseMutationResult<unknown, Error, PasswordChange> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: PasswordChange) => belfry.session.changePassword(change),
    onSuccess() {
      changePreferences({ offerPasswordChange: false });
      return refresh(queryClient);
    },
    gcTime: 0,
  });
}

/** Makes the secret of a second factor; it is in force once a code of it was seen. */
export function useEnrolSecondFactor(): UseMutationResult<{ secret: string; uri: string }, Error, void> {
  return useMutation({ mutationFn: () => belfry.session.secondFactor.enrol(), gcTime: 0 });
}

/** The caller sees the recovery codes before anything else happens: refreshing is left to them. */
export function useConfirmSecondFactor(): UseMutationResult<readonly string[], Error, string> {
  return useMutation({ mutationFn: (code: string) => belfry.session.secondFactor.confirm(code), gcTime: 0 });
}

export function useRefreshAccount(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () => refresh(queryClient);
}

export interface FactorProof {
  readonly password?: string;
  readonly code: string;
}

export function useDisableSecondFactor(): UseMutationResult<unknown, Error, FactorProof> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (proof: FactorProof) => belfry.session.secondFactor.disable(proof),
    onSuccess: () => refresh(queryClient),
    gcTime: 0,
  });
}

export function useEndSession(): UseMutationResult<unknown, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.session.end(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.sessions }),
  });
}
