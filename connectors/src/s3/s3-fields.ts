import { secret, text } from "@belfry/plugin-kit";
import { z } from "zod";

/** Where the bucket is, and who asks. The same for actions and for the trigger. */
export const bucketFields = {
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("The address of the server, for example https://minio.example:9000. Default: AWS in the region."),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, "Write a region like cn-north-1")
    .default("us-east-1")
    .describe("Requests are signed for it; MinIO takes us-east-1."),
  pathStyle: z
    .boolean()
    .optional()
    .describe(
      "Whether the bucket stands in the path (MinIO and others) or in the name of the host (AWS, OSS). Default: in the path when there is an endpoint.",
    ),
  accessKeyId: secret().describe("The id of the key, as a secret or written down."),
  secretAccessKey: secret().describe("The key, as `${{ secrets.NAME }}`."),
  sessionToken: secret().optional().describe("The token of a temporary key."),
};

/** The name of a bucket. */
export const BucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, "A bucket is named with small letters, digits, dots and hyphens");

export const ObjectKey = text().describe("The key of the object, as a template: reports/2026/late.csv.");

export interface BucketInput {
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly pathStyle?: boolean | undefined;
  readonly bucket: string;
  readonly accessKeyId: unknown;
  readonly secretAccessKey: unknown;
  readonly sessionToken?: unknown;
}
