import type { TemplateDraft, TemplateView } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import type { TemplateListSearch } from "./template-search.ts";

const keys = {
  all: ["templates"],
  one: (code: string) => ["templates", "one", code],
} as const;

export function templateListQuery(search: TemplateListSearch) {
  return queryOptions({
    queryKey: [...keys.all, "list", search],
    queryFn: () => belfry.templates.list({ ...search, limit: 50 }),
    placeholderData: keepPreviousData,
  });
}

export function templateQuery(code: string) {
  return queryOptions({ queryKey: keys.one(code), queryFn: () => belfry.templates.get(code) });
}

export function templateVersionsQuery(code: string) {
  return queryOptions({
    queryKey: [...keys.one(code), "versions"],
    queryFn: () => belfry.templates.versions(code, { limit: 100 }),
  });
}

/** One version; nothing for 0, before there was any. */
export function templateVersionQuery(code: string, version: number) {
  return queryOptions({
    queryKey: [...keys.one(code), "version", version],
    queryFn: () => (version === 0 ? null : belfry.templates.version(code, version)),
    staleTime: Infinity,
  });
}

export interface PreviewOf {
  readonly code: string;
  readonly channel: string;
  readonly language: string;
  readonly draft: TemplateDraft;
}

/** What a draft becomes on a channel. */
export function previewQuery({ code, channel, language, draft }: PreviewOf) {
  return queryOptions({
    queryKey: [...keys.all, "preview", code, channel, language, draft],
    queryFn: () => belfry.templates.preview(code, { channel, language, draft }),
    // While somebody types, the picture of a moment ago stays.
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
}

export interface SavedDraft {
  readonly code: string;
  readonly draft: TemplateDraft;
  /** Of the template that was read; nothing for a new one. */
  readonly revision?: string | undefined;
}

export function useSaveTemplate(): UseMutationResult<TemplateView, Error, SavedDraft> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ code, draft, revision }: SavedDraft) =>
      belfry.templates.save(code, draft, revision === undefined ? { onlyCreate: true } : { ifRevision: revision }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRemoveTemplate(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => belfry.templates.remove(code),
    // The page of the template is left: what is not there any more is not asked for again.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [...keys.all, "list"] }),
  });
}

export function useRestoreVersion(): UseMutationResult<
  TemplateView,
  Error,
  { readonly code: string; readonly version: number }
> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ code, version }: { readonly code: string; readonly version: number }) =>
      belfry.templates.restoreVersion(code, version),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.all }),
  });
}

export interface TestSending {
  readonly code: string;
  readonly channel: string;
  readonly language: string;
  readonly to: string[];
}

export function useTestTemplate(): UseMutationResult<{ readonly id: number }, Error, TestSending> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ code, ...test }: TestSending) => belfry.templates.test(code, test),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["messages"] }),
  });
}
