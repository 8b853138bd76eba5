import { defineRoute } from "../../contract/define-route.ts";
import { FeedQuery, FeedView } from "../../schemas/feed.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listFeeds = defineRoute({
  method: "GET",
  path: "/v1/feeds",
  operation: "feeds.list",
  summary: "Lists the triggers that take events from elsewhere, with how they fare",
  description: "One for each trigger that listens to or asks another system, of all rules that are not archived.",
  permission: "rules:read",
  reach: "scoped",
  query: FeedQuery,
  example: { query: { state: "failing", limit: "20" } },
  response: pageOf(FeedView),
  errors: [],

  async handle({ engine, query, scope }) {
    const { rule, state } = query;
    return readPage(query, (page) =>
      engine.listFeeds({
        ...page,
        scope,
        ...(rule !== undefined && { rule }),
        ...(state !== undefined && { state }),
      }),
    );
  },
});
