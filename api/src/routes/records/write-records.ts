import { defineRoute } from "../../contract/define-route.ts";
import { RecordCounts, RecordRowsBody, RecordTableParams } from "../../schemas/record.ts";

export const writeRecords = defineRoute({
  method: "POST",
  path: "/v1/records/{table}/rows",
  operation: "records.write",
  summary: "Makes or changes records, all of them or none; writing the same again changes nothing",
  permission: "records:write",
  params: RecordTableParams,
  body: RecordRowsBody,
  example: { body: { records: [{ key: "4711", fields: { level: "gold" } }], merge: true } },
  response: RecordCounts,
  errors: ["RECORD_TABLE_NOT_FOUND", "RECORD_TABLE_FULL", "INPUT_INVALID"],

  async handle({ engine, params, body, actor }) {
    return engine.writeRecords(params.table, body.records, { by: actor, merge: body.merge });
  },
});
