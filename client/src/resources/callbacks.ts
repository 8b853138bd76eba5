import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type WholeDraft = operations["callbacks.save"]["requestBody"]["content"]["application/json"];
/** What is left out is as the API says. */
export type CallbackDraft = Pick<WholeDraft, "url" | "secret"> & Partial<WholeDraft>;
export type CallbackEventQuery = NonNullable<operations["callbacks.events"]["parameters"]["query"]>;
export type CallbackReplay = Partial<
  NonNullable<operations["callbacks.replay"]["requestBody"]>["content"]["application/json"]
>;

/** Where users' systems are told what became of messages. */
export function createCallbacks(http: Http) {
  return {
    list: async () => (await unwrap(http.GET("/v1/callbacks"))).items,
    get: (callback: string) => unwrap(http.GET("/v1/callbacks/{callback}", at(callback))),
    /** Writes a callback, or replaces the one with its name. */
    save: (callback: string, draft: CallbackDraft) =>
      unwrap(
        http.PUT("/v1/callbacks/{callback}", {
          ...at(callback),
          body: { events: [], channels: [], labels: {}, onlyNamed: false, enabled: true, ...draft },
        }),
      ),
    remove: (callback: string) => unwrap(http.DELETE("/v1/callbacks/{callback}", at(callback))),
    /** @throws BelfryProblem CALLBACK_UNVERIFIED */
    verify: (callback: string) => unwrap(http.POST("/v1/callbacks/{callback}/verify", at(callback))),
    /** One page, newest first. */
    events: (callback: string, query: CallbackEventQuery = {}) =>
      unwrap(http.GET("/v1/callbacks/{callback}/events", { params: { path: { callback }, query } })),
    /** Returns how many events are told again. */
    replay: async (callback: string, replay: CallbackReplay = {}) =>
      (
        await unwrap(
          http.POST("/v1/callbacks/{callback}/replay", {
            ...at(callback),
            body: { statuses: ["failed", "missed"], ...replay },
          }),
        )
      ).events,
  };
}

function at(callback: string) {
  return { params: { path: { callback } } };
}
