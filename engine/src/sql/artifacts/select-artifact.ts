import type { Queryable } from "@belfry/store";
import type { ArtifactView } from "../../views/execution-view.ts";

export async function selectArtifact(db: Queryable, id: string): Promise<ArtifactView | undefined> {
  const { rows } = await db.query<ArtifactView>({
    name: "select-artifact",
    text: `select id, name, media_type as "mediaType", bytes, created_at as "createdAt" from belfry.artifacts where id = $1`,
    values: [id],
  });
  return rows[0];
}
