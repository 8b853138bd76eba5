import type { Callback, CallbackDraft, CallbackReplay } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import type { CallbackSearch } from "./callback-search.ts";

const keys = { all: ["callbacks"] } as const;

export const callbackListQuery = queryOptions({
  queryKey: [...keys.all, "list"],
  queryFn: () => belfry.callbacks.list(),
});

export function callbackQuery(name: string) {
  return queryOptions({ queryKey: [...keys.all, "one", name], queryFn: () => belfry.callbacks.get(name) });
}

export function callbackEventsQuery(name: string, search: CallbackSearch) {
  return queryOptions({
    queryKey: [...keys.all, "events", name, search],
    queryFn: () => belfry.callbacks.events(name, { ...search, limit: 50 }),
    placeholderData: keepPreviousData,
  });
}

export type NamedCallback = CallbackDraft & { readonly name: string };

export function useSaveCallback(): UseMutationResult<Callback, Error, NamedCallback> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...draft }: NamedCallback) => belfry.callbacks.save(name, draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRemoveCallback(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.callbacks.remove(name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useVerifyCallback(): UseMutationResult<Callback, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => belfry.callbacks.verify(name),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useReplayCallback(): UseMutationResult<
  number,
  Error,
  { readonly name: string; readonly replay: CallbackReplay }
> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, replay }: { readonly name: string; readonly replay: CallbackReplay }) =>
      belfry.callbacks.replay(name, replay),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}
