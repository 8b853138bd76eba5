import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ActionFailure } from "@belfry/plugin-kit";

/** What one request takes; above it S3 wants its parts one by one. */
const LARGEST = 5 * 1024 ** 3;

/** The size and the SHA-256 of a file that is going to be the body of a request. @throws ActionFailure `S3_FILE_TOO_LARGE` */
export async function measureFile(
  path: string,
  signal: AbortSignal,
): Promise<{ readonly bytes: number; readonly bodyHash: string }> {
  const { size } = await stat(path);
  if (size > LARGEST) {
    throw new ActionFailure("The file is larger than 5 GB, which one request does not take.", {
      class: "config",
      code: "S3_FILE_TOO_LARGE",
      details: { bytes: size },
    });
  }
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash, { signal });
  return { bytes: size, bodyHash: hash.digest("hex") };
}
