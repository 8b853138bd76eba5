import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type StatisticsQuery = NonNullable<operations["statistics.read"]["parameters"]["query"]>;

export type MessageStatisticsQuery = NonNullable<operations["statistics.messages"]["parameters"]["query"]>;

/** How executions ended, by day, week or month. */
export function createStatistics(http: Http) {
  return {
    read: (query: StatisticsQuery = {}) => unwrap(http.GET("/v1/statistics", { params: { query } })),
    /** What became of messages, by hour or day. */
    messages: (query: MessageStatisticsQuery = {}) =>
      unwrap(http.GET("/v1/statistics/messages", { params: { query } })),
  };
}
