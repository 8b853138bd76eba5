import { defineRoute } from "../../contract/define-route.ts";
import { RecordKeysBody, RecordsRemoved, RecordTableParams } from "../../schemas/record.ts";

export const removeRecords = defineRoute({
  method: "POST",
  path: "/v1/records/{table}/rows/remove",
  operation: "records.remove",
  summary: "Removes records by their keys; keys without a record are left out",
  permission: "records:write",
  params: RecordTableParams,
  body: RecordKeysBody,
  example: { body: { keys: ["4711"] } },
  response: RecordsRemoved,
  errors: ["RECORD_TABLE_NOT_FOUND"],

  async handle({ engine, params, body, actor }) {
    return { removed: await engine.removeRecords(params.table, body.keys, { by: actor }) };
  },
});
