import { defineRoute } from "../../contract/define-route.ts";
import { BreakerQuery, BreakerView } from "../../schemas/breaker.ts";
import { pageOf, readPlace, writePlace } from "../../schemas/page.ts";

const ORDER = "connection";

export const listBreakers = defineRoute({
  method: "GET",
  path: "/v1/breakers",
  operation: "breakers.list",
  summary: "Lists the connections that are or were in trouble, with what is parked for them",
  description:
    "By their names. A connection is the host and port that actions call; one that has always been well is not listed, and one that has been well for as long as executions are kept is forgotten.",
  permission: "breakers:read",
  query: BreakerQuery,
  example: { query: { limit: "20" } },
  response: pageOf(BreakerView),
  errors: [],

  async handle({ engine, query }) {
    const { connection, cursor, limit } = query;
    const found = await engine.listBreakers({
      limit: limit + 1,
      ...(connection !== undefined && { connection }),
      ...(cursor !== undefined && { after: readPlace(cursor, ORDER).name }),
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const more = found.length > limit && last !== undefined;
    return { items, nextCursor: more ? writePlace(ORDER, "", last.connection) : null };
  },
});
