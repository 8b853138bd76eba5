import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type BreakerQuery = NonNullable<operations["breakers.list"]["parameters"]["query"]>;
export type BreakerOpening = NonNullable<operations["breakers.open"]["requestBody"]>["content"]["application/json"];

/** The connections that are or were in trouble. */
export function createBreakers(http: Http) {
  return {
    /** One page, by their names; `nextCursor` leads to the next one. */
    list: (query: BreakerQuery = {}) => unwrap(http.GET("/v1/breakers", { params: { query } })),
    /** Parks everything for a connection, until a time or until somebody closes it. */
    open: (opening: BreakerOpening) => unwrap(http.POST("/v1/breakers/open", { body: opening })),
    /** Lets what is parked go again: step by step, or at once. */
    close: (connection: string, { atOnce = false }: { readonly atOnce?: boolean } = {}) =>
      unwrap(http.POST("/v1/breakers/close", { body: { connection, atOnce } })),
  };
}
