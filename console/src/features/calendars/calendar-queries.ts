import type { CalendarDraft, CalendarView, ParsedNotice } from "@belfry/client";
import {
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";

export const calendarKeys = { all: ["calendars"] } as const;

export const calendarListQuery = queryOptions({
  queryKey: [...calendarKeys.all, "list"],
  queryFn: () => belfry.calendars.list(),
});

export function calendarQuery(calendar: string) {
  return queryOptions({
    queryKey: [...calendarKeys.all, "one", calendar],
    queryFn: () => belfry.calendars.get(calendar),
  });
}

export interface CalendarSave {
  readonly calendar: string;
  readonly draft: CalendarDraft;
  /** The revision that was edited; nothing for a new calendar, of which there must be none yet. */
  readonly ifRevision: string | undefined;
}

export function useSaveCalendar(): UseMutationResult<CalendarView, Error, CalendarSave> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ calendar, draft, ifRevision }: CalendarSave) =>
      belfry.calendars.save(calendar, draft, ifRevision === undefined ? { onlyCreate: true } : { ifRevision }),
    onSuccess: () => refresh(queryClient),
  });
}

export function useRemoveCalendar(): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (calendar: string) => belfry.calendars.remove(calendar),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: calendarListQuery.queryKey }),
  });
}

export function useParseNotice(calendar: string): UseMutationResult<ParsedNotice, Error, string> {
  return useMutation({ mutationFn: (text: string) => belfry.calendars.parseNotice(text, calendar) });
}

/** Rules show when they fire next, which a calendar decides. */
function refresh(queryClient: QueryClient): Promise<unknown> {
  return Promise.all([calendarKeys.all, ["rules"]].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
