import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { answered, api, type Schemas } from "../../api/index.ts";

export type Mail = Schemas["SandboxMail"];
export type MailSummary = Schemas["SandboxMailSummary"];

export const sandboxKeys = {
  all: ["sandbox"],
  list: ["sandbox", "list"],
  one: (id: number) => ["sandbox", "one", id],
} as const;

export function mailListQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: [...sandboxKeys.list, cursor ?? null],
    queryFn: ({ signal }) =>
      answered(api.GET("/v1/sandbox/mails", { params: { query: cursor === undefined ? {} : { cursor } }, signal })),
  });
}

export function mailQuery(id: number) {
  return queryOptions({
    queryKey: [...sandboxKeys.one(id), "mail"],
    queryFn: ({ signal }) => answered(api.GET("/v1/sandbox/mails/{mailId}", { params: { path: { mailId: id } }, signal })),
    // A caught mail never changes.
    staleTime: Infinity,
    refetchInterval: false,
  });
}

export function mailSourceQuery(id: number) {
  return queryOptions({
    queryKey: [...sandboxKeys.one(id), "source"],
    queryFn: ({ signal }) =>
      answered(api.GET("/v1/sandbox/mails/{mailId}/source", { params: { path: { mailId: id } }, parseAs: "text", signal })),
    staleTime: Infinity,
    refetchInterval: false,
  });
}

/** An image inside a mail as a `data:` address: the frame of the mail has no rights to fetch it by itself. */
export function inlineImageQuery(id: number, index: number) {
  return queryOptions({
    queryKey: [...sandboxKeys.one(id), "inline", index],
    async queryFn({ signal }): Promise<string> {
      const params = { path: { mailId: id, index } };
      return toDataUrl(await answered(api.GET("/v1/sandbox/mails/{mailId}/attachments/{index}", { params, parseAs: "blob", signal })));
    },
    staleTime: Infinity,
    refetchInterval: false,
  });
}

function toDataUrl(blob: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener("load", () => resolve(String(reader.result)));
  reader.addEventListener("error", () => reject(reader.error ?? new Error("The image could not be read.")));
  reader.readAsDataURL(blob);
  return promise;
}

export function attachmentAddress(mailId: number, index: number): string {
  return `/v1/sandbox/mails/${mailId}/attachments/${index}`;
}

export function useClearSandbox(): UseMutationResult<{ removed: number }, Error, void> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answered(api.DELETE("/v1/sandbox/mails")),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sandboxKeys.all }),
  });
}
