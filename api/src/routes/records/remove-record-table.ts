import { defineRoute, noContent } from "../../contract/define-route.ts";
import { RecordTableParams } from "../../schemas/record.ts";

export const removeRecordTable = defineRoute({
  method: "DELETE",
  path: "/v1/records/{table}",
  operation: "records.removeTable",
  summary: "Removes a table with all its records; rules that read it fail from then on",
  permission: "records:write",
  params: RecordTableParams,
  response: noContent,
  errors: ["RECORD_TABLE_NOT_FOUND"],

  async handle({ engine, params, actor }) {
    await engine.removeRecordTable(params.table, { by: actor });
  },
});
