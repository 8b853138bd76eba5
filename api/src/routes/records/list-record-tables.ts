import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { RecordTableView } from "../../schemas/record.ts";

export const listRecordTables = defineRoute({
  method: "GET",
  path: "/v1/records",
  operation: "records.tables",
  summary: "Lists the tables of records that rules read and write",
  permission: "records:read",
  bounded: "Somebody makes each of them by hand.",
  response: listOf(RecordTableView),
  errors: [],

  async handle({ engine }) {
    return { items: await engine.listRecordTables() };
  },
});
