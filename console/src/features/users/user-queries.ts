import type { User } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import type { UsersSearch } from "./users-search.ts";

const keys = { all: ["users"] } as const;

export function userListQuery({ find, cursor }: UsersSearch) {
  return queryOptions({
    queryKey: [...keys.all, "list", find ?? null, cursor ?? null],
    queryFn: () =>
      belfry.users.list({
        limit: 50,
        ...(find !== undefined && { search: find }),
        ...(cursor !== undefined && { cursor }),
      }),
  });
}

export type UserDraft = Parameters<typeof belfry.users.create>[0];
export type UserChanges = Parameters<typeof belfry.users.change>[1];

/** The password is known only now. */
export interface NewUser {
  readonly user: User;
  readonly password: string | null;
}

export function useCreateUser(): UseMutationResult<NewUser, Error, UserDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (draft: UserDraft) => belfry.users.create(draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
    gcTime: 0,
  });
}

export function useChangeUser(): UseMutationResult<
  User,
  Error,
  { readonly name: string; readonly changes: UserChanges }
> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, changes }: { readonly name: string; readonly changes: UserChanges }) =>
      belfry.users.change(name, changes),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

/** What an administrator does to somebody's account besides changing it. */
export const userActs = {
  unlock: (name: string) => belfry.users.unlock(name),
  resetSecondFactor: (name: string) => belfry.users.resetSecondFactor(name),
  endSessions: (name: string) => belfry.users.endSessions(name),
  remove: (name: string) => belfry.users.remove(name),
} as const;
export type UserAct = keyof typeof userActs;

export function useUserAct(): UseMutationResult<unknown, Error, { readonly act: UserAct; readonly name: string }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ act, name }: { readonly act: UserAct; readonly name: string }): Promise<unknown> =>
      userActs[act](name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

/** Gives a new password, which is known only now. */
export function useResetPassword(): UseMutationResult<string, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.users.resetPassword(name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
    gcTime: 0,
  });
}
