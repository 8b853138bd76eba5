import type { SandboxMail, SandboxMailSummary } from "@belfry/client";
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { belfry, fetchFile } from "../../api/index.ts";

export type Mail = SandboxMail;
export type MailSummary = SandboxMailSummary;

export const sandboxKeys = {
  all: ["sandbox"],
  list: ["sandbox", "list"],
  one: (id: number) => ["sandbox", "one", id],
} as const;

/** A caught mail never changes. */
const unchanging = { staleTime: Infinity, refetchInterval: false } as const;

export function mailListQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: [...sandboxKeys.list, cursor ?? null],
    queryFn: () => belfry.sandbox.list(cursor === undefined ? {} : { cursor }),
  });
}

export function mailQuery(id: number) {
  return queryOptions({
    queryKey: [...sandboxKeys.one(id), "mail"],
    queryFn: () => belfry.sandbox.get(id),
    ...unchanging,
  });
}

export function mailSourceQuery(id: number) {
  return queryOptions({
    queryKey: [...sandboxKeys.one(id), "source"],
    queryFn: async () => (await fetchFile(belfry.sandbox.sourceUrl(id))).text(),
    ...unchanging,
  });
}

/** An image inside a mail as a `data:` address: the frame of the mail has no rights to fetch it by itself. */
export function inlineImageQuery(id: number, index: number) {
  return queryOptions({
    queryKey: [...sandboxKeys.one(id), "inline", index],
    queryFn: async () => toDataUrl(await fetchFile(belfry.sandbox.attachmentUrl(id, index))),
    ...unchanging,
  });
}

function toDataUrl(blob: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener("load", () => resolve(typeof reader.result === "string" ? reader.result : ""));
  reader.addEventListener("error", () => reject(reader.error ?? new Error("The image could not be read.")));
  reader.readAsDataURL(blob);
  return promise;
}

export function useClearSandbox(): UseMutationResult<{ removed: number }, Error, void> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => belfry.sandbox.clear(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sandboxKeys.all }),
  });
}
