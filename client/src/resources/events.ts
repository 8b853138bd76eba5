import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";
import type { CloudEvent } from "../types.ts";

export type EventQuery = NonNullable<operations["events.list"]["parameters"]["query"]>;
export type DeadLetterQuery = NonNullable<operations["deadletters.list"]["parameters"]["query"]>;

export function createEvents(http: Http) {
  return {
    /** One page, newest first; `nextCursor` leads to the next one. */
    list: (query: EventQuery = {}) => unwrap(http.GET("/v1/events", { params: { query } })),
    /** @throws BelfryProblem EVENT_NOT_FOUND */
    get: (id: number) => unwrap(http.GET("/v1/events/{eventId}", at(id))),
    /** What it came to at each trigger and why; @param rule only at this one */
    explain: (id: number, rule?: string) =>
      unwrap(
        http.GET("/v1/events/{eventId}/explain", {
          params: { path: { eventId: id }, query: rule === undefined ? {} : { rule } },
        }),
      ),
    /**
     * Sends events, up to 1000. Resolves when they and what they start are stored; one whose source and id came before
     * starts nothing. @throws BelfryProblem EVENT_INVALID when none of them can be read
     */
    send: async (events: readonly CloudEvent[]) =>
      (
        await unwrap(
          http.POST("/v1/events", {
            body: [...events],
            headers: { "content-type": "application/cloudevents-batch+json" },
          }),
        )
      ).items,
    /** Looks at it again, with the rules as they are now. */
    replay: (id: number) => unwrap(http.POST("/v1/events/{eventId}/replay", at(id))),
  };
}

/** What came in as an event and could not be read. */
export function createDeadLetters(http: Http) {
  return {
    list: (query: DeadLetterQuery = {}) => unwrap(http.GET("/v1/dead-letters", { params: { query } })),
    /** Reads it again, or the corrected text in its place. @throws BelfryProblem DEAD_LETTER_NOT_FOUND, EVENT_INVALID */
    replay: async (id: number, correction: { readonly text?: string } = {}) =>
      (await unwrap(http.POST("/v1/dead-letters/{letterId}/replay", { ...letter(id), body: correction }))).items,
    dismiss: (id: number) => unwrap(http.POST("/v1/dead-letters/{letterId}/dismiss", letter(id))),
  };
}

function at(eventId: number) {
  return { params: { path: { eventId } } };
}

function letter(letterId: number) {
  return { params: { path: { letterId } } };
}
