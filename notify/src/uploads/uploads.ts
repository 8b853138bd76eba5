/**
 * Files that people and programs hand in to be attached. The file lies with the artifacts before its row is written, and
 * goes before its row does: a row without its file is found out when the message is accepted, a file without a row is
 * removed with old artifacts.
 */
import { AppError, type ArtifactRef } from "@belfry/model";
import type { Store } from "@belfry/store";
import { deleteUploads } from "../sql/delete-uploads.ts";
import { findExpiredUploads } from "../sql/find-expired-uploads.ts";
import { findUploads } from "../sql/find-uploads.ts";
import { insertUpload } from "../sql/insert-upload.ts";
import { keepUploads } from "../sql/keep-uploads.ts";
import type { Upload } from "./upload.ts";

/** How long an upload waits for the message that brings it. */
const UPLOAD_DAYS = 7;
/** What mail servers in China take at most in all is 20 to 50 MB, encoded; one file is half of that. */
export const MOST_UPLOAD_BYTES = 10 * 1_048_576;

/** Where files are kept. */
export interface FileKeeper {
  put(content: Uint8Array, file: { readonly name: string; readonly mediaType: string }): Promise<ArtifactRef>;
  remove(id: string): Promise<void>;
}

export interface Uploads {
  /** @throws AppError ATTACHMENT_TOO_LARGE */
  upload(
    file: { readonly name: string; readonly mediaType: string; readonly content: Uint8Array },
    options: { readonly by: string },
  ): Promise<Upload>;
  /** The files of uploads that somebody handed in. @throws AppError ATTACHMENT_NOT_FOUND with the field */
  uploadedFiles(ids: readonly string[], options: { readonly by: string }): Promise<Map<string, ArtifactRef>>;
  /** Keeps uploads for a message that is sent at this time. */
  keepUploads(ids: readonly string[], options: { readonly until: Date }): Promise<void>;
  /** Removes those that have expired. */
  expireUploads(): Promise<void>;
}

const AT_ONCE = 200;

export function createUploads({
  store,
  files,
}: {
  readonly store: Store;
  readonly files?: FileKeeper | undefined;
}): Uploads {
  return {
    async upload({ name, mediaType, content }, { by }) {
      if (files === undefined) throw new AppError("INTERNAL", { reason: "No files are kept here." });
      if (content.byteLength > MOST_UPLOAD_BYTES) {
        const reason = `"${name}" has ${content.byteLength} bytes; an upload has at most ${MOST_UPLOAD_BYTES}.`;
        throw new AppError("ATTACHMENT_TOO_LARGE", { field: "file", maxBytes: MOST_UPLOAD_BYTES, reason });
      }
      const { $artifact: id, ...file } = await files.put(content, { name, mediaType });
      return insertUpload(store, { id, ...file, by, days: UPLOAD_DAYS });
    },
    async uploadedFiles(ids, { by }) {
      const found = ids.length === 0 ? [] : await findUploads(store, ids, by);
      return new Map(found.map(({ id, name, mediaType, bytes }) => [id, { $artifact: id, name, mediaType, bytes }]));
    },
    async keepUploads(ids, { until }) {
      if (ids.length > 0) await keepUploads(store, { ids, until, days: UPLOAD_DAYS });
    },
    async expireUploads() {
      for (;;) {
        const ids = await findExpiredUploads(store, AT_ONCE);
        if (ids.length === 0) return;
        for (const id of ids) await files?.remove(id);
        await deleteUploads(store, ids);
      }
    },
  };
}
