import type { DeadLetter, EventDetail, EventQuery, EventSummary } from "@belfry/client";
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export const eventKeys = {
  all: ["events"],
  lists: ["events", "list"],
  letters: ["events", "dead-letters"],
} as const;

const PAGE = 50;

export type EventFilter = Omit<EventQuery, "cursor" | "limit">;

export function eventListQuery(filter: EventFilter, cursor?: string, limit = PAGE) {
  return queryOptions({
    queryKey: [...eventKeys.lists, filter, cursor ?? null, limit],
    queryFn: () => belfry.events.list({ ...filter, limit, ...(cursor !== undefined && { cursor }) }),
    placeholderData: keepPreviousData,
  });
}

export function eventQuery(id: number) {
  return queryOptions({ queryKey: [...eventKeys.all, "one", id], queryFn: () => belfry.events.get(id) });
}

export type LetterState = DeadLetter["state"];

export function deadLetterQuery(state: LetterState | undefined, cursor?: string) {
  return queryOptions({
    queryKey: [...eventKeys.letters, state ?? null, cursor ?? null],
    queryFn: () =>
      belfry.deadLetters.list({
        limit: PAGE,
        ...(state !== undefined && { state }),
        ...(cursor !== undefined && { cursor }),
      }),
  });
}

export type ReplayedEvent = Awaited<ReturnType<typeof belfry.events.replay>>;
export type ReplayedLetter = Awaited<ReturnType<typeof belfry.deadLetters.replay>>;

export function useReplayEvent(): UseMutationResult<ReplayedEvent, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.events.replay(id),
    onSuccess: () =>
      Promise.all([eventKeys.all, ["executions"]].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}

export function useReplayLetter(): UseMutationResult<
  ReplayedLetter,
  Error,
  { readonly id: number; readonly text: string | undefined }
> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, text }: { readonly id: number; readonly text: string | undefined }) =>
      belfry.deadLetters.replay(id, text === undefined ? {} : { text }),
    onSuccess: () =>
      Promise.all([eventKeys.all, ["executions"]].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}

export function useDismissLetter(): UseMutationResult<unknown, Error, number> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => belfry.deadLetters.dismiss(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: eventKeys.letters }),
  });
}

/** An event as conditions see it. */
export function seenByConditions(event: EventDetail): Readonly<Record<string, unknown>> {
  const { eventId, source, type, subject, occurredAt, attributes, data, depth } = event;
  return { id: eventId, source, type, subject, time: occurredAt, attributes, data, depth };
}

export type { DeadLetter, EventDetail, EventSummary };
