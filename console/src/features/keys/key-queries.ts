import type { ApiKeyWithSecret } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

const keys = { all: ["keys"] } as const;

export function keyListQuery({ revoked }: { readonly revoked: boolean }) {
  return queryOptions({
    queryKey: [...keys.all, "list", { revoked }],
    queryFn: () => belfry.keys.list(revoked ? { revoked } : {}),
  });
}

export type KeyDraft = Parameters<typeof belfry.keys.create>[0];

export function useCreateKey(): UseMutationResult<ApiKeyWithSecret, Error, KeyDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (draft: KeyDraft) => belfry.keys.create(draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
    gcTime: 0,
  });
}

export interface Rotation {
  readonly id: string;
  readonly overlapSeconds: number;
}

export function useRotateKey(): UseMutationResult<ApiKeyWithSecret, Error, Rotation> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, overlapSeconds }: Rotation) => belfry.keys.rotate(id, overlapSeconds),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
    gcTime: 0,
  });
}

export function useRevokeKey(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => belfry.keys.revoke(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}
