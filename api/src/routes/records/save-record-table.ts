import { defineRoute } from "../../contract/define-route.ts";
import { RecordTableBody, RecordTableParams, RecordTableView } from "../../schemas/record.ts";

export const saveRecordTable = defineRoute({
  method: "PUT",
  path: "/v1/records/{table}",
  operation: "records.saveTable",
  summary: "Makes a table of records, or changes what is said of it",
  permission: "records:write",
  params: RecordTableParams,
  body: RecordTableBody,
  example: { body: { description: "客户等级", maxRows: 50_000 } },
  response: RecordTableView,
  errors: [],

  async handle({ engine, params, body, actor }) {
    return engine.saveRecordTable({ name: params.table, ...body }, { by: actor });
  },
});
