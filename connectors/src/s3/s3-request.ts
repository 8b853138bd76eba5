import { ActionFailure, type GuardedFetch, type GuardedRequest, type GuardedResponse } from "@belfry/plugin-kit";
import { AwsV4Signer } from "aws4fetch";
import type { BucketInput } from "./s3-fields.ts";
import { s3Failure } from "./s3-failure.ts";

/** A bucket that requests can be sent to. */
export interface Bucket {
  /**
   * Sends one signed request. @param key of an object, as it is, or empty for the bucket itself
   * @throws ActionFailure for every answer that is no success, unless its status is among `expected`
   */
  send(method: string, key: string, request?: BucketRequest): Promise<GuardedResponse>;
  readonly name: string;
  /** The address of an object. @throws ActionFailure for a key that an address cannot name */
  readonly address: (key: string) => string;
}

export interface BucketRequest {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: GuardedRequest["body"];
  /** The SHA-256 of the body in hexadecimal: it is signed, so that nobody changes it on its way. @default of no body */
  readonly bodyHash?: string;
  readonly expected?: readonly number[];
  readonly maxResponseBytes?: number;
  readonly timeoutMs?: number;
}

/** The SHA-256 of nothing. */
const NO_BODY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

interface BucketContext {
  readonly fetch: GuardedFetch;
  readonly signal: AbortSignal;
  readonly secret: (value: never) => Promise<string>;
}

/** Reads the secrets of a bucket once. @throws AppError SECRET_NOT_FOUND */
export async function openBucket(ctx: BucketContext, input: BucketInput): Promise<Bucket> {
  const read = ctx.secret as (value: unknown) => Promise<string>;
  const keys = {
    accessKeyId: await read(input.accessKeyId),
    secretAccessKey: await read(input.secretAccessKey),
    ...(input.sessionToken !== undefined && { sessionToken: await read(input.sessionToken) }),
  };
  const base = baseOf(input);
  return {
    name: input.bucket,
    address: (key) => base + encodedKey(key),
    async send(method, key, { query = {}, headers = {}, body, bodyHash = NO_BODY, expected = [], ...limits } = {}) {
      const url = new URL(base + encodedKey(key));
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      const signed = await new AwsV4Signer({
        ...keys,
        service: "s3",
        region: input.region,
        method,
        url: url.href,
        headers: { ...headers, "x-amz-content-sha256": bodyHash },
      }).sign();
      const answer = await ctx.fetch(signed.url.href, {
        method,
        headers: Object.fromEntries(signed.headers),
        signal: ctx.signal,
        ...(body !== undefined && { body }),
        ...limits,
      });
      if ((answer.status >= 200 && answer.status <= 299) || expected.includes(answer.status)) return answer;
      throw await s3Failure(answer, { bucket: input.bucket, key });
    },
  };
}

function baseOf({ endpoint, region, bucket, pathStyle = endpoint !== undefined }: BucketInput): string {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const server = new URL(endpoint ?? `https://s3.${region}.${suffix}`);
  if (pathStyle) return `${server.origin}/${bucket}/`;
  return `${server.protocol}//${bucket}.${server.host}/`;
}

/** @throws ActionFailure class `config` for a key that an address cannot name */
function encodedKey(key: string): string {
  const parts = key.split("/");
  // An address with them is another address, perhaps in another bucket.
  if (parts.includes(".") || parts.includes("..") || Buffer.byteLength(key) > 1_024) {
    throw new ActionFailure(`The key ${key.slice(0, 100)} has a part . or .., or more than 1024 bytes.`, {
      class: "config",
      code: "S3_KEY_INVALID",
    });
  }
  return parts
    .map((part) =>
      encodeURIComponent(part).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join("/");
}
