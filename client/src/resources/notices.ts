import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Query = NonNullable<operations["notices.list"]["parameters"]["query"]>;

/** What rules tell the person who is signed in. */
export function createNotices(http: Http) {
  return {
    /** One page, newest first. */
    list: (query: Query = {}) => unwrap(http.GET("/v1/notices", { params: { query } })),
    /** Safe to call twice. @throws BelfryProblem NOTICE_NOT_FOUND */
    markRead: (noticeId: number) =>
      unwrap(http.POST("/v1/notices/{noticeId}/read", { params: { path: { noticeId } } })),
  };
}
