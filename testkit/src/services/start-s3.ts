import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An S3 server of a test. Disposing of it ends it and removes what it holds. */
export interface TestS3 extends AsyncDisposable {
  /** Without a slash at the end; buckets are addressed by path. */
  readonly endpoint: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly port: number;
  readonly region: "us-east-1";
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What is used of the package, which comes without types. */
interface S3rver {
  readonly httpServer: Server;
  run(): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}

type S3rverClass = new (options: {
  readonly address: string;
  readonly port: number;
  readonly silent: boolean;
  readonly directory: string;
  readonly vhostBuckets: boolean;
  readonly configureBuckets: readonly { readonly name: string; readonly configs: readonly string[] }[];
}) => S3rver;

const require = createRequire(import.meta.url);

/** Starts an S3 server with one empty bucket. It refuses a wrong signature, not a missing one. */
export async function startS3(options: { readonly bucket?: string } = {}): Promise<TestS3> {
  const { bucket = "belfry" } = options;
  // Loaded here, so that tests without S3 do not wait for it.
  const S3rver = require("s3rver") as S3rverClass;
  const directory = await mkdtemp(join(tmpdir(), "belfry-s3-"));
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    // The name of the host would be taken for that of a bucket.
    vhostBuckets: false,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  let isClosed = false;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    region: "us-east-1",
    bucket,
    accessKeyId: "S3RVER",
    secretAccessKey: "S3RVER",
    async [Symbol.asyncDispose]() {
      if (isClosed) return;
      isClosed = true;
      server.httpServer.closeAllConnections();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
