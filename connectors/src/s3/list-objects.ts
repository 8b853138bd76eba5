import { ActionFailure } from "@belfry/plugin-kit";
import type { Bucket } from "./s3-request.ts";
import { xmlElements, xmlValue } from "./s3-xml.ts";

export interface S3Object {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
  /** As an ISO text. */
  readonly lastModified: string;
}

export interface ListPage {
  readonly objects: readonly S3Object[];
  /** The clock of the server when it answered, where it says so. */
  readonly date: Date | undefined;
}

/** The objects whose keys begin so, a thousand at a time, in the order of their keys. */
export async function* listObjects(bucket: Bucket, prefix: string): AsyncGenerator<ListPage> {
  let token: string | undefined;
  do {
    const answer = await bucket.send("GET", "", {
      query: {
        "list-type": "2",
        "encoding-type": "url",
        ...(prefix !== "" && { prefix }),
        ...(token !== undefined && { "continuation-token": token }),
      },
    });
    const xml = await answer.text();
    if (!xml.includes("<ListBucketResult")) throw noList(bucket.name);
    const isEncoded = xmlValue(xml, "EncodingType") === "url";
    const date = new Date(answer.headers["date"] ?? "");
    yield {
      objects: xmlElements(xml, "Contents").map((inner) => objectOf(inner, isEncoded)),
      date: Number.isNaN(date.getTime()) ? undefined : date,
    };
    token = xmlValue(xml, "IsTruncated") === "true" ? xmlValue(xml, "NextContinuationToken") : undefined;
  } while (token !== undefined);
}

function objectOf(inner: string, isEncoded: boolean): S3Object {
  const key = xmlValue(inner, "Key") ?? "";
  return {
    key: isEncoded ? decodeURIComponent(key.replaceAll("+", " ")) : key,
    bytes: Number(xmlValue(inner, "Size") ?? 0),
    etag: (xmlValue(inner, "ETag") ?? "").replaceAll('"', ""),
    lastModified: xmlValue(inner, "LastModified") ?? "",
  };
}

function noList(bucket: string): ActionFailure {
  return new ActionFailure(`The answer for ${bucket} is no list of objects. Is the address that of an S3 server?`, {
    class: "external",
    code: "S3_ANSWER",
    retryable: false,
  });
}
