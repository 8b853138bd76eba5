import type { Actor } from "@belfry/model";
import { deleteRecordTable } from "../sql/records/delete-record-table.ts";
import { lockRecordTable } from "../sql/records/lock-record-table.ts";
import type { RecordTableRow } from "../sql/records/record-rows.ts";
import { upsertRecordTable, type RecordTableInput } from "../sql/records/upsert-record-table.ts";
import { requireTable, type RecordDeps } from "./change-records.ts";

/** Makes a table, or changes what is said of it. Saving the same again changes nothing. */
export async function saveRecordTable({ store, audit }: RecordDeps, table: RecordTableInput, by: Actor): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await lockRecordTable(tx, table.name);
    if (before?.description === table.description && before.maxRows === table.maxRows) return;
    await upsertRecordTable(tx, table);
    const subject = { kind: "record-table", id: table.name };
    const { name: _name, ...after } = table;
    await audit(tx, { by, action: "records.save-table", subject, outcome: "done", ...saidOf(before), after });
  });
}

/** Removes a table with all its records. @throws AppError RECORD_TABLE_NOT_FOUND */
export async function removeRecordTable({ store, audit }: RecordDeps, name: string, by: Actor): Promise<void> {
  await store.transaction(async (tx) => {
    const found = await requireTable(tx, name);
    await deleteRecordTable(tx, found.id);
    const subject = { kind: "record-table", id: name };
    await audit(tx, {
      by,
      action: "records.remove-table",
      subject,
      outcome: "done",
      before: { ...saidOf(found).before, rows: found.rows },
    });
  });
}

function saidOf(table: RecordTableRow | undefined): { before?: { description: string; maxRows: number } } {
  return table === undefined ? {} : { before: { description: table.description, maxRows: table.maxRows } };
}
