import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type FeedQuery = NonNullable<operations["feeds.list"]["parameters"]["query"]>;

/** The triggers that take events from elsewhere. */
export function createFeeds(http: Http) {
  return {
    /** One page, the newest first; `nextCursor` leads to the next one. */
    list: (query: FeedQuery = {}) => unwrap(http.GET("/v1/feeds", { params: { query } })),
  };
}
