import { createReadStream } from "node:fs";
import { z } from "zod";
import { defineRoute, download } from "../../contract/define-route.ts";

export const downloadArtifact = defineRoute({
  method: "GET",
  path: "/v1/artifacts/{artifactId}/content",
  operation: "artifacts.download",
  summary: "Downloads a file that an execution made",
  permission: "artifacts:read",
  alsoNeeds: ["personal-data:read"],
  reach: "scoped",
  params: z.strictObject({ artifactId: z.string().regex(/^[0-9a-z-]{1,100}$/) }),
  response: download,
  errors: ["ARTIFACT_NOT_FOUND"],

  async handle({ engine, params }) {
    const { name, mediaType, bytes, path } = await engine.getArtifact(params.artifactId);
    return { fileName: name, mediaType, bytes, body: createReadStream(path) };
  },
});
