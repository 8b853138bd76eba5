import type { Queryable } from "@belfry/store";
import type { Upload } from "../uploads/upload.ts";

/** Writes an upload that expires in so many days. */
export async function insertUpload(
  db: Queryable,
  upload: Pick<Upload, "id" | "name" | "mediaType" | "bytes"> & { readonly by: string; readonly days: number },
): Promise<Upload> {
  const { rows } = await db.query<Upload>({
    name: "notify-insert-upload",
    text: `
      insert into belfry.uploads (id, name, media_type, bytes, uploaded_by, created_at, expires_at)
      values ($1, $2, $3, $4, $5, belfry.now(), belfry.now() + $6::int * interval '1 day')
      returning id, name, media_type as "mediaType", bytes, created_at as "createdAt", expires_at as "expiresAt"`,
    values: [upload.id, upload.name, upload.mediaType, upload.bytes, upload.by, upload.days],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("An upload that was written is not there.");
  return row;
}
