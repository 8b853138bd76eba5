import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type CalendarDraft = operations["calendars.save"]["requestBody"]["content"]["application/json"];

export interface CalendarChange {
  /** The `revision` of the calendar that was read: refused when somebody has changed it since. @default the last one wins */
  readonly ifRevision?: string;
  /** Refused when there is one with that name. */
  readonly onlyCreate?: boolean;
}

/** Which days are worked on. */
export function createCalendars(http: Http) {
  return {
    list: async () => (await unwrap(http.GET("/v1/calendars"))).items,
    /** With all of its days and the rules that ask it. @throws BelfryProblem CALENDAR_NOT_FOUND */
    get: (calendar: string) => unwrap(http.GET("/v1/calendars/{calendar}", { params: { path: { calendar } } })),
    /** Writes a calendar, or replaces the one with its name. @throws BelfryProblem CALENDAR_INVALID, PRECONDITION_FAILED */
    save: (calendar: string, draft: CalendarDraft, { ifRevision, onlyCreate }: CalendarChange = {}) =>
      unwrap(
        http.PUT("/v1/calendars/{calendar}", {
          params: {
            path: { calendar },
            header: {
              ...(ifRevision !== undefined && { "if-match": `"${ifRevision}"` }),
              ...(onlyCreate === true && { "if-none-match": "*" as const }),
            },
          },
          body: draft,
        }),
      ),
    /** @throws BelfryProblem CALENDAR_IN_USE */
    remove: (calendar: string) => unwrap(http.DELETE("/v1/calendars/{calendar}", { params: { path: { calendar } } })),
    /**
     * Reads a notice of the State Council and saves nothing. To save it, hand `change.after` and `change.revision` to `save`.
     * @throws BelfryProblem NOTICE_INVALID
     */
    parseNotice: (text: string, calendar?: string) =>
      unwrap(
        http.POST("/v1/calendars/parse-notice", {
          body: { text, ...(calendar !== undefined && { calendar }) },
        }),
      ),
  };
}
