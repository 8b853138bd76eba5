import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactRef } from "@belfry/model";
import type { Artifacts } from "@belfry/plugin-kit";
import { existing } from "./datasets.ts";
import { fileInside, moveDurably, onDisk } from "./durable-files.ts";
import { newFileId, placeOf } from "./file-ids.ts";
import { safeFileName } from "./file-names.ts";
import type { FilePlace } from "./file-place.ts";

/** The artifacts as one attempt of an action sees them. */
export function createArtifacts(place: FilePlace, scratch: () => Promise<string>): Artifacts {
  async function keep(
    id: string,
    path: string,
    description: { name: string; mediaType: string },
  ): Promise<ArtifactRef> {
    const found = await fileInside(await scratch(), path);
    const name = safeFileName(description.name);
    await onDisk(() => moveDurably(found.path, placeOf(place.folder, "artifact", id)));
    await place.onDurable({ kind: "artifact", id, bytes: found.bytes, name, mediaType: description.mediaType });
    return { $artifact: id, name, mediaType: description.mediaType, bytes: found.bytes };
  }

  return {
    adopt: (path, description) => keep(newFileId(place.now()), path, description),
    async put(content, description) {
      const id = newFileId(place.now());
      const path = join(await scratch(), id);
      await onDisk(() => writeFile(path, content, { flag: "wx", mode: 0o600 }));
      return keep(id, path, description);
    },
    path: (artifact) => artifactPath(place.folder, artifact),
  };
}

/**
 * The local file with the content of an artifact.
 * @throws AppError `ARTIFACT_NOT_FOUND`
 */
export async function artifactPath(folder: string, artifact: ArtifactRef): Promise<string> {
  return existing(placeOf(folder, "artifact", artifact.$artifact), {
    artifact: artifact.$artifact,
    name: artifact.name,
  });
}
