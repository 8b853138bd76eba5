import type { ArtifactRef } from "@belfry/model";
import type { Artifacts } from "@belfry/plugin-kit";

/** Where files of contracts lie while they are read and for a time afterwards; the store of artifacts is one. */
export interface SourceFiles {
  /** A folder that goes with everything in it. The prefix only helps people who look into it. */
  scratch(prefix: string): Promise<AsyncDisposable & { readonly path: string }>;
  artifacts(scratch: () => Promise<string>): Pick<Artifacts, "adopt">;
  /** @throws AppError ARTIFACT_NOT_FOUND */
  artifactPath(artifact: ArtifactRef): Promise<string>;
  remove(kind: "artifact", id: string): Promise<void>;
}
