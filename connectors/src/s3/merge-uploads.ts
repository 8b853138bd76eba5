import { ActionFailure, isDatasetRef, type ActionContext } from "@belfry/plugin-kit";
import { uploadRecords } from "../upload/upload-records.ts";
import { openUploadTable, type UploadTable, type UploadTableWriter } from "../upload/upload-table.ts";
import { listObjects } from "./list-objects.ts";
import type { S3MergeInput } from "./s3-merge-input.ts";
import type { Bucket } from "./s3-request.ts";

export interface Merged extends UploadTable {
  /** How many objects were merged. */
  readonly objects: number;
}

/** Makes one table of all uploads, in a file. */
export async function mergeUploads(
  ctx: ActionContext,
  bucket: Bucket,
  { input, key, path }: { readonly input: S3MergeInput; readonly key: string; readonly path: string },
): Promise<Merged> {
  const writer = openUploadTable(path, input);
  let objects = 1;
  if (input.from !== undefined) objects = await addObjects(ctx, bucket, { writer, input, key });
  else if (input.rows !== undefined) await addRows(ctx, writer, input.rows);
  else await addUpload(writer, input.data);
  return { objects, ...(await writer.close()) };
}

async function addRows(
  ctx: ActionContext,
  writer: UploadTableWriter,
  given: NonNullable<S3MergeInput["rows"]>,
): Promise<void> {
  if (isDatasetRef(given)) writer.name(given.columns);
  for await (const row of ctx.datasets.read(given)) {
    ctx.signal.throwIfAborted();
    await writer.add(Object.entries(row));
  }
}

async function addUpload(
  writer: UploadTableWriter,
  data: unknown,
  first?: readonly [column: string, value: string],
): Promise<void> {
  const { columns, records } = uploadRecords(data);
  writer.name(columns);
  for (const record of records)
    await writer.add(first === undefined ? record : [first, ...record.filter(([column]) => column !== first[0])]);
}

/** Every object below the prefix, one after the other; the one that is written may lie there as well. */
async function addObjects(
  ctx: ActionContext,
  bucket: Bucket,
  { writer, input, key }: { readonly writer: UploadTableWriter; readonly input: S3MergeInput; readonly key: string },
): Promise<number> {
  const { from = "", nameColumn, maxBytes: maxResponseBytes, timeout: timeoutMs } = input;
  let merged = 0;
  for await (const { objects } of listObjects(bucket, from)) {
    for (const object of objects) {
      if (object.key === key || object.key.endsWith("/")) continue;
      const answer = await bucket.send("GET", object.key, { maxResponseBytes, timeoutMs });
      const name = (object.key.split("/").at(-1) ?? "").replace(/\.[a-z]+$/i, "");
      try {
        writer.name([nameColumn]);
        await addUpload(writer, await answer.text(), [nameColumn, name]);
      } catch (error) {
        if (!(error instanceof ActionFailure) || !error.code.startsWith("UPLOAD_")) throw error;
        const { code, message } = error;
        throw new ActionFailure(`${message} It is the object ${object.key}.`, {
          class: "runtime",
          code,
          details: { key: object.key },
          cause: error,
        });
      }
      merged += 1;
      ctx.progress(merged);
    }
  }
  return merged;
}
