import type { Queryable } from "@belfry/store";
import type { ArtifactView } from "../../views/execution-view.ts";

export async function selectArtifacts(db: Queryable, executionId: number): Promise<ArtifactView[]> {
  const { rows } = await db.query<ArtifactView>({
    name: "select-artifacts",
    text: `select id, name, media_type as "mediaType", bytes, created_at as "createdAt" from belfry.artifacts
      where execution_id = $1 order by created_at, id`,
    values: [executionId],
  });
  return rows;
}
