import type { Queryable } from "@belfry/store";

export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** Those of these uploads that one sender handed in and that have not expired. */
export async function findUploads(db: Queryable, ids: readonly string[], by: string): Promise<UploadRow[]> {
  const { rows } = await db.query<UploadRow>({
    name: "notify-find-uploads",
    text: `
      select id, name, media_type as "mediaType", bytes from belfry.uploads
      where id = any($1::text[]) and uploaded_by = $2 and expires_at > belfry.now()`,
    values: [ids, by],
  });
  return rows;
}
