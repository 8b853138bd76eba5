/**
 * A route is a contract with three lines of work under it. Path, permission, schemas and error codes are data: the server,
 * the OpenAPI document, the client and the tests are made from them.
 */
import type { Readable } from "node:stream";
import type { Caller, Permission } from "@belfry/access";
import type { Actor, ErrorCode, Scope } from "@belfry/model";
import type { z } from "zod";
import type { RouteDeps } from "../api-deps.ts";
import type { EventHub, ServerEvent } from "../events/event-hub.ts";
import type { LoginThrottle } from "../http/login-throttle.ts";

/** Answers 204. */
export const noContent = { kind: "no-content" } as const;
/** Answers with a file. */
export const download = { kind: "download" } as const;
/** Answers with server-sent events until the client goes. */
export const eventStream = { kind: "event-stream" } as const;

/** Sends the browser to another address. */
export const redirect = { kind: "redirect" } as const;

export type RouteResponse = z.ZodType | typeof noContent | typeof download | typeof eventStream | typeof redirect;

export interface Download {
  readonly fileName: string;
  readonly mediaType: string;
  /** Left out when nobody knows before the end. */
  readonly bytes?: number;
  readonly body: Readable | Uint8Array;
  /** What is not complete, and how much of it there is: `contracts=20000`. Sent as the header `Belfry-Truncated`. @default all of it */
  readonly truncated?: readonly string[];
}

/**
 * Called once per connection; the function it returns ends the subscription.
 * @param lastEventId where a connection before this one ended
 */
export type Subscribe = (send: (event: ServerEvent) => void, lastEventId: string | undefined) => () => void;

/** Views are read-only all the way down; a schema says only what is in them. */
type DeepReadonly<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
      : T;

type Result<R> = R extends z.ZodType
  ? DeepReadonly<z.output<R>>
  : R extends typeof download
    ? Download
    : R extends typeof eventStream
      ? Subscribe
      : R extends typeof redirect
        ? { readonly location: string }
        : void;

/** Who may call a route: people and programs with a permission, whoever is signed in, or anyone. */
export type RouteAccess = Permission | "signed-in" | "anyone";

/**
 * What a caller who is restricted to labels or inputs gets from a route:
 * - `installation`: nothing; it is about things that belong to no department, and such a caller is refused.
 * - `scoped`: their part of it. What the path names (`{rule}`, `{execution}`, `{message}`, `{artifact}`) is looked up first
 *   and is not found when it is not theirs; a list is filtered by `scope`.
 * - `everybody`: the same as anybody else; it tells nothing about what somebody made here.
 */
export type RouteReach = "installation" | "scoped" | "everybody";

/** The side of HTTP that a few routes need. */
export interface RouteHttp {
  readonly address: string;
  /** The token of the session cookie. */
  readonly sessionToken: string | undefined;
  /** @param session.secure whether the browser came over https, where the request alone does not tell */
  setSession(session: { readonly token: string; readonly secure?: boolean }): void;
  clearSession(): void;
  /** The token of the cookie of a sign-in that is on its way to the provider. */
  readonly ssoToken: string | undefined;
  setSsoToken(attempt: { readonly token: string; readonly secure: boolean }): void;
  clearSsoToken(): void;
  /** @default 200 */
  setStatus(status: number): void;
  /** Sends the revision of what the answer shows as its `ETag`. */
  setRevision(revision: string): void;
}

/** What every route is handed besides its input. */
export interface RouteServices extends RouteDeps {
  readonly version: string;
  readonly hub: EventHub;
  readonly loginThrottle: LoginThrottle;
  /** For the exchange of keys. */
  readonly keyThrottle: LoginThrottle;
  /** For webhooks whose signature is wrong. */
  readonly hookThrottle: LoginThrottle;
}

export interface RouteInput<P, Q, H, B, A> extends RouteServices {
  readonly params: P;
  readonly query: Q;
  readonly headers: H;
  readonly body: B;
  readonly caller: A extends "anyone" ? undefined : Caller;
  /** Who asks, as the audit trail names them. */
  readonly actor: Actor;
  /** What the caller is restricted to; null: nothing. */
  readonly scope: Scope | null;
  readonly http: RouteHttp;
  /** The request as it came; without its body where the route has no `rawBody`. */
  readonly raw: RawRequest;
}

/** A request byte for byte, for what has to be signed or is more than JSON. */
export interface RawRequest {
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The body as it comes, of a route that is `streamed`. @throws AppError REQUEST_INVALID while it is read, when the client leaves */
  readonly stream: AsyncIterable<Uint8Array>;
}

/** A request as somebody may send it. */
export interface RouteExample {
  /** @default "application/json" */
  readonly mediaType?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface RouteContract<
  P extends z.ZodType,
  Q extends z.ZodType,
  H extends z.ZodType,
  B extends z.ZodType,
  R extends RouteResponse,
  A extends RouteAccess,
> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/v1/rules/{rule}` */
  readonly path: string;
  /** The name of the operation in the client and the documentation: `rules.list`. */
  readonly operation: string;
  readonly summary: string;
  /** Whatever the summary cannot hold. */
  readonly description?: string;
  readonly permission: A;
  /** What the caller needs in addition, where the answer cannot be masked. @default nothing */
  readonly alsoNeeds?: readonly Permission[];
  /** @default "installation" */
  readonly reach?: RouteReach;
  /** Whether what the path names may not exist yet; the work then checks the scope itself. @default false */
  readonly mayCreate?: boolean;
  readonly params?: P;
  readonly query?: Q;
  readonly headers?: H;
  readonly body?: B;
  /**
   * For a route that takes other bodies than JSON: nothing of the body is checked before `handle`, which gets it as
   * `raw.body` and looks at it itself. By media type what the documentation says of it.
   */
  readonly rawBody?: Readonly<Record<string, z.ZodType>>;
  /**
   * Whether the body is not waited for but handed on as `raw.stream`, whatever its size: `handle` says how much it takes.
   * Only with `rawBody`. @default false
   */
  readonly streamed?: true;
  /** Shown in the documentation, and sent by a test. Path parameters that are left out have a standard example. */
  readonly example?: RouteExample;
  readonly response: R;
  /** 202 for what was taken and goes on by itself. @default 200 */
  readonly status?: 202;
  /** For a list without pages: why it never gets long. */
  readonly bounded?: string;
  /** The largest body it takes, in bytes. @default 1 MiB */
  readonly bodyLimitBytes?: number;
  /** The errors this route adds to those that every route of its kind has. */
  readonly errors: readonly ErrorCode[];
  handle(input: RouteInput<z.output<P>, z.output<Q>, z.output<H>, z.output<B>, A>): Promise<Result<R>>;
}

export type Route = RouteContract<z.ZodType, z.ZodType, z.ZodType, z.ZodType, RouteResponse, RouteAccess>;

/** Makes a route. What it is handed fits its schemas; what it returns is checked against them. */
export function defineRoute<
  R extends RouteResponse,
  A extends RouteAccess,
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  H extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(contract: RouteContract<P, Q, H, B, R, A>): Route {
  // Routes of all inputs stand in one list; `registerRoute` parses an input before it calls `handle`.
  return contract;
}
