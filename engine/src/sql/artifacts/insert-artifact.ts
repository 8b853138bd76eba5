import type { ArtifactRef } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Remembers which execution made a file. */
export async function insertArtifact(
  db: Queryable,
  row: { readonly executionId: number; readonly artifact: ArtifactRef },
): Promise<void> {
  const { $artifact, name, mediaType, bytes } = row.artifact;
  await db.query({
    name: "insert-artifact",
    text: `
      insert into belfry.artifacts (id, execution_id, name, media_type, bytes, created_at)
      values ($1, $2, $3, $4, $5, belfry.now())`,
    values: [$artifact, row.executionId, name, mediaType, bytes],
  });
}
