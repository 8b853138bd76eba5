import { openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import { ActionFailure, type ActionContext } from "@belfry/plugin-kit";
import type { Call } from "./call.ts";
import { resolveJson } from "./json-field.ts";
import type { BodyInput, CallInput, ValueInput } from "./request-fields.ts";

type Pairs = readonly (readonly [name: string, value: string])[];

/** A request with its secrets resolved, from which the calls of all pages are made. */
export interface ResolvedCall {
  readonly url: string;
  readonly method: string;
  readonly query: Pairs;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Pairs;
  readonly body: ResolvedBody | undefined;
}

type ResolvedBody =
  | { readonly kind: "json"; readonly json: unknown }
  | { readonly kind: "form"; readonly form: Pairs }
  | {
      readonly kind: "ready";
      readonly content: string | Uint8Array | FormData;
      readonly mediaType: string | undefined;
    };

// A body that is sent as it is stands in memory; larger files travel in multipart forms, which stream.
const fileBodyAtMost = 52_428_800;

/** Resolves the secrets and opens the files of a request. @throws AppError `SECRET_NOT_FOUND` */
export async function resolveCall(ctx: ActionContext, input: CallInput): Promise<ResolvedCall> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(input.headers ?? {}))
    headers[name.toLowerCase()] = await ctx.secret(value);
  const authorization = await authorizationOf(ctx, input.auth);
  if (authorization !== undefined) headers["authorization"] = authorization;
  return {
    url: input.url,
    method: input.method ?? (input.body === undefined ? "GET" : "POST"),
    query: await pairsOf(ctx, input.query ?? {}),
    headers,
    cookies: await pairsOf(ctx, input.cookies ?? {}),
    body: input.body === undefined ? undefined : await resolveBody(ctx, input.body),
  };
}

/** What one page adds to a request. */
export interface CallAdditions {
  /** Replaces the address. */
  readonly url?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Fields of a JSON object or of a form. */
  readonly fields?: Readonly<Record<string, string | number>>;
}

/** Makes the request of one page. @throws ActionFailure `REQUEST_INVALID` */
export function callOf(resolved: ResolvedCall, additions: CallAdditions = {}): Call {
  const address = additions.url ?? resolved.url;
  if (!URL.canParse(address))
    throw invalid(`"${address}" is not an address. Write it in full: https://example.org/path.`);
  const url = new URL(address);
  // An address that the server itself gave holds all its parameters already.
  if (additions.url === undefined) for (const [name, value] of resolved.query) url.searchParams.append(name, value);
  for (const [name, value] of Object.entries(additions.query ?? {})) url.searchParams.set(name, value);
  const { content, mediaType } = contentOf(resolved.body, additions.fields ?? {});
  const headers = mediaType === undefined ? resolved.headers : { "content-type": mediaType, ...resolved.headers };
  return { url, method: resolved.method, headers, body: content };
}

function contentOf(
  body: ResolvedBody | undefined,
  fields: Readonly<Record<string, string | number>>,
): { content: Call["body"]; mediaType: string | undefined } {
  const hasFields = Object.keys(fields).length > 0;
  switch (body?.kind) {
    case "json": {
      const isObject = typeof body.json === "object" && body.json !== null && !Array.isArray(body.json);
      if (hasFields && !isObject)
        throw invalid("The page can be written into a JSON object only, and this body is none.");
      const json = hasFields ? { ...(body.json as object), ...fields } : body.json;
      return { content: JSON.stringify(json), mediaType: "application/json" };
    }
    case "form": {
      const form = new URLSearchParams(body.form.map(([name, value]): [string, string] => [name, value]));
      for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
      return { content: form.toString(), mediaType: "application/x-www-form-urlencoded" };
    }
    case "ready":
      if (hasFields) throw invalid("The page can be written into the query, a JSON object or a form only.");
      return { content: body.content, mediaType: body.mediaType };
    case undefined:
      return hasFields
        ? { content: JSON.stringify(fields), mediaType: "application/json" }
        : { content: undefined, mediaType: undefined };
  }
}

async function resolveBody(ctx: ActionContext, body: BodyInput): Promise<ResolvedBody> {
  if ("json" in body) return { kind: "json", json: await resolveJson(ctx, body.json) };
  if ("form" in body) return { kind: "form", form: await pairsOf(ctx, body.form) };
  if ("text" in body)
    return { kind: "ready", content: body.text, mediaType: body.mediaType ?? "text/plain;charset=utf-8" };
  if ("file" in body) {
    if (body.file.bytes > fileBodyAtMost)
      throw invalid(`${body.file.name} is larger than ${fileBodyAtMost} bytes. Send it as multipart.`);
    return {
      kind: "ready",
      content: await readFile(await ctx.artifacts.path(body.file)),
      mediaType: body.file.mediaType,
    };
  }
  const form = new FormData();
  for (const part of body.multipart) {
    if ("value" in part) form.append(part.name, await valueText(ctx, part.value));
    else {
      const blob = await openAsBlob(await ctx.artifacts.path(part.file), { type: part.file.mediaType });
      form.append(part.name, blob, part.fileName ?? part.file.name);
    }
  }
  // The media type holds the boundary, which only the sender knows.
  return { kind: "ready", content: form, mediaType: undefined };
}

async function authorizationOf(ctx: ActionContext, auth: CallInput["auth"]): Promise<string | undefined> {
  if (auth === undefined) return undefined;
  if ("bearer" in auth) return `Bearer ${await ctx.secret(auth.bearer)}`;
  const username = await ctx.secret(auth.basic.username);
  return `Basic ${Buffer.from(`${username}:${await ctx.secret(auth.basic.password)}`, "utf8").toString("base64")}`;
}

async function pairsOf(
  ctx: ActionContext,
  values: Readonly<Record<string, ValueInput | readonly ValueInput[]>>,
): Promise<Pairs> {
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) {
    for (const single of Array.isArray(value) ? (value as readonly ValueInput[]) : [value as ValueInput]) {
      if (single !== null) pairs.push([name, await valueText(ctx, single)]);
    }
  }
  return pairs;
}

async function valueText(ctx: ActionContext, value: ValueInput): Promise<string> {
  if (typeof value === "string" || (typeof value === "object" && value !== null)) return ctx.secret(value);
  return value === null ? "" : String(value);
}

function invalid(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: "REQUEST_INVALID" });
}
