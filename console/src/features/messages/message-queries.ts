import type { Delivery, MessageDetail, MessageDraft, MessageQuery, MessageRetry } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export type DeliveryState = Delivery["state"];

export const deliveryStates = [
  "queued",
  "sending",
  "accepted",
  "delivered",
  "bounced",
  "failed",
  "unknown",
  "suppressed",
  "expired",
  "cancelled",
] as const satisfies readonly DeliveryState[];

export const messageKeys = { all: ["messages"] } as const;

export function messageListQuery(filter: MessageQuery) {
  return queryOptions({
    queryKey: [...messageKeys.all, "list", filter],
    queryFn: () => belfry.messages.list(filter),
    placeholderData: keepPreviousData,
  });
}

const UNDER_WAY_MS = 2_000;

export function messageQuery(id: number) {
  return queryOptions({
    queryKey: [...messageKeys.all, "one", id],
    queryFn: () => belfry.messages.get(id),
    // A message that people send has no execution whose changes were told.
    refetchInterval: ({ state: { data } }) =>
      data?.deliveries.some(({ state }) => state === "queued" || state === "sending") === true ? UNDER_WAY_MS : false,
  });
}

type Sent = Awaited<ReturnType<typeof belfry.messages.send>>;

export function useSendMessage(): UseMutationResult<
  Sent,
  Error,
  { readonly draft: MessageDraft; readonly idempotencyKey: string }
> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, idempotencyKey }: { readonly draft: MessageDraft; readonly idempotencyKey: string }) =>
      belfry.messages.send(draft, { idempotencyKey }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: messageKeys.all }),
  });
}

export function useCancelMessage(): UseMutationResult<MessageDetail, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.messages.cancel(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: messageKeys.all }),
  });
}

export function useAcknowledgeMessage(): UseMutationResult<unknown, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.messages.acknowledge(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: messageKeys.all }),
  });
}

export function useRetryMessage(): UseMutationResult<MessageDetail, Error, { readonly id: number } & MessageRetry> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...retry }: { readonly id: number } & MessageRetry) => belfry.messages.retry(id, retry),
    onSettled: () => queryClient.invalidateQueries({ queryKey: messageKeys.all }),
  });
}
