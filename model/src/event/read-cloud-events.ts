/**
 * Reads CloudEvents from an HTTP request: structured, batched and binary.
 *
 * Source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md and
 * …/formats/json-format.md
 */
import { isAppError } from "../errors/app-error.ts";
import type { Problem } from "../errors/problems.ts";
import { checkJsonText } from "../json/check-json-text.ts";
import { CloudEvent } from "./cloud-event.ts";
import { isOwnSource, OWN_SCHEME } from "./own-sources.ts";

export interface EventRequest {
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** An event that was read, or why it could not be. `raw` is what came, for the dead letters. */
export type ReadEvent =
  | { readonly ok: true; readonly event: CloudEvent }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly raw: string };

const forged: Problem = {
  path: "source",
  message: `Events of the source ${OWN_SCHEME} are those of Belfry itself.`,
  remedy: "Name the system that sends the event as its source.",
};
const LONGEST_RAW = 65_536;

/**
 * Reads what a request carries. Each event of a batch is read by itself, so a broken one does not take the others along.
 * Nothing for a request that carries no CloudEvents at all.
 */
export function readCloudEvents(request: EventRequest): readonly ReadEvent[] | undefined {
  const mediaType = mediaTypeOf(request.headers["content-type"]);
  if (mediaType === "application/cloudevents-batch+json") return readBatch(request.body);
  if (mediaType === "application/cloudevents+json") return [readStructured(request.body)];
  if (mediaType?.startsWith("application/cloudevents") === true) {
    return [broken(request.body, "content-type", `${mediaType} is not understood.`, "Send the JSON format.")];
  }
  return request.headers["ce-specversion"] === undefined ? undefined : [readBinary(request, mediaType)];
}

function readBatch(body: Uint8Array): readonly ReadEvent[] {
  const parsed = parseJson(body);
  if (!parsed.ok) return [parsed];
  if (Array.isArray(parsed.value)) return parsed.value.map((value: unknown) => fromJson(value));
  return [
    broken(body, "", "A batch is a list of events.", "Send a JSON list, or one event as application/cloudevents+json."),
  ];
}

function readStructured(body: Uint8Array): ReadEvent {
  const parsed = parseJson(body);
  return parsed.ok ? fromJson(parsed.value) : parsed;
}

/** An event in the JSON format. */
function fromJson(value: unknown): ReadEvent {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return broken(
      JSON.stringify(value) ?? "",
      "",
      "An event is a JSON object.",
      "Send an object with id, source, type and specversion.",
    );
  }
  const { data_base64: base64, ...attributes } = value as Record<string, unknown>;
  // Optional attributes that are null count as absent: the JSON format says so.
  const present = Object.fromEntries(
    Object.entries(attributes).filter(([name, inner]) => inner !== null || name === "data"),
  );
  if (base64 === undefined || base64 === null) return check(present, JSON.stringify(value));
  if ("data" in present) {
    return broken(
      JSON.stringify(value),
      "data_base64",
      "An event has data or data_base64, not both.",
      "Leave one of them out.",
    );
  }
  if (typeof base64 !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    return broken(JSON.stringify(value), "data_base64", "It is no Base64.", "Encode the bytes as RFC 4648 says.");
  }
  const data = dataOf(Buffer.from(base64, "base64"), mediaTypeOf(asText(present["datacontenttype"])));
  return data.ok ? check({ ...present, data: data.value }, JSON.stringify(value)) : data;
}

function readBinary({ headers, body }: EventRequest, mediaType: string | undefined): ReadEvent {
  const attributes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith("ce-") && value !== undefined) attributes[name.slice(3)] = decodeHeader(value);
  }
  const contentType = headers["content-type"];
  if (contentType !== undefined) attributes["datacontenttype"] = contentType;
  if (body.byteLength === 0) return check(attributes, JSON.stringify(attributes));
  const data = dataOf(body, mediaType);
  return data.ok
    ? check({ ...attributes, data: data.value }, JSON.stringify({ ...attributes, data: data.value }))
    : data;
}

function check(attributes: Record<string, unknown>, raw: string): ReadEvent {
  const parsed = CloudEvent.safeParse(attributes);
  if (parsed.success) {
    // Rules trust what Belfry says of itself: nobody may say it in its place.
    return isOwnSource(parsed.data.source)
      ? { ok: false, problems: [forged], raw: shortened(raw) }
      : { ok: true, event: parsed.data };
  }
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: path.join("."),
    message: message.endsWith(".") ? message : `${message}.`,
    remedy: "Correct this attribute; CloudEvents 1.0 says what it holds.",
  }));
  return { ok: false, problems, raw: shortened(raw) };
}

type Parsed = { readonly ok: true; readonly value: unknown } | (ReadEvent & { readonly ok: false });

/** Bytes as their media type says: JSON as its value, text as text, the rest as Base64. Without a type it is JSON. */
function dataOf(bytes: Uint8Array, mediaType: string | undefined): Parsed {
  if (mediaType === undefined || /[/+]json$/.test(mediaType)) return parseJson(bytes);
  if (mediaType.startsWith("text/") || /[/+]xml$/.test(mediaType)) return textOf(bytes);
  return { ok: true, value: Buffer.from(bytes).toString("base64") };
}

function parseJson(bytes: Uint8Array): Parsed {
  const text = textOf(bytes);
  if (!text.ok) return text;
  try {
    checkJsonText(text.value as string);
    return { ok: true, value: JSON.parse(text.value as string) as unknown };
  } catch (error) {
    const reason = isAppError(error) ? String(error.details["reason"]) : `It is no JSON: ${(error as Error).message}.`;
    return broken(bytes, "", reason, "Send valid JSON in UTF-8.");
  }
}

function textOf(bytes: Uint8Array): Parsed {
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    // The only thing a strict decoder reports is that the bytes are no UTF-8.
    return broken(bytes, "", "It is no UTF-8.", "Send the text in UTF-8.");
  }
}

/** Header values carry what is no printable ASCII percent-encoded; a lone % is itself. */
function decodeHeader(value: string): string {
  const unquoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1]?.replaceAll(/\\(.)/g, "$1") ?? value;
  try {
    return decodeURIComponent(unquoted);
  } catch {
    // Not encoded after all: `100%` is what the sender meant.
    return unquoted;
  }
}

function broken(raw: Uint8Array | string, path: string, message: string, remedy: string): ReadEvent & { ok: false } {
  const text = typeof raw === "string" ? raw : Buffer.from(raw).toString("utf8");
  return { ok: false, problems: [{ path, message, remedy }], raw: shortened(text) };
}

function shortened(text: string): string {
  return text.length > LONGEST_RAW ? `${text.slice(0, LONGEST_RAW)}…` : text;
}

function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase();
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
