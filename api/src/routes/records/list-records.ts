import { defineRoute } from "../../contract/define-route.ts";
import { pageOf, readPlace, writePlace } from "../../schemas/page.ts";
import { RecordQuery, RecordTableParams, RecordView } from "../../schemas/record.ts";

const order = "key";

export const listRecords = defineRoute({
  method: "GET",
  path: "/v1/records/{table}/rows",
  operation: "records.list",
  summary: "Lists the records of a table in the order of their keys",
  permission: "records:read",
  params: RecordTableParams,
  query: RecordQuery,
  example: { query: { prefix: "2026", limit: "20" } },
  response: pageOf(RecordView),
  errors: ["RECORD_TABLE_NOT_FOUND"],

  async handle({ engine, params, query }) {
    if (query.key !== undefined) {
      return { items: await engine.recordsByKey(params.table, [query.key]), nextCursor: null };
    }
    const found = await engine.listRecords(params.table, {
      ...(query.prefix !== undefined && { prefix: query.prefix }),
      ...(query.cursor !== undefined && { after: readPlace(query.cursor, order).name }),
      // One more than asked for tells whether there is a next page.
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    const hasMore = found.length > query.limit && last !== undefined;
    return { items, nextCursor: hasMore ? writePlace(order, "", last.key) : null };
  },
});
