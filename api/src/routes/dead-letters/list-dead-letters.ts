import { defineRoute } from "../../contract/define-route.ts";
import { DeadLetter, DeadLetterQuery } from "../../schemas/event.ts";
import { pageOf, readPage } from "../../schemas/page.ts";

export const listDeadLetters = defineRoute({
  method: "GET",
  path: "/v1/dead-letters",
  operation: "deadletters.list",
  summary: "Lists what came in as an event and could not be read, newest first",
  permission: "events:read",
  query: DeadLetterQuery,
  example: { query: { state: "open" } },
  response: pageOf(DeadLetter),
  errors: [],

  async handle({ engine, query }) {
    const { state } = query;
    return readPage(query, (page) => engine.listDeadLetters({ ...page, ...(state !== undefined && { state }) }));
  },
});
