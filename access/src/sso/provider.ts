/** The protocol with the provider: discovery, the address to send a browser to, and what its code is worth. */
import { isActionFailure, type GuardedFetch } from "@belfry/plugin-kit";
import { AppError } from "@belfry/model";
import * as oidc from "openid-client";
import { callbackPath, type SsoOptions } from "./sso-options.ts";

const TIMEOUT_SECONDS = 15;
const LARGEST_ANSWER_BYTES = 1_048_576;

/** What a browser is sent off with, and must come back with. */
export interface Handshake {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Who the provider says somebody is. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** Only when the provider has checked that it is theirs. */
  readonly verifiedEmail: string | undefined;
  readonly userName: string | undefined;
  readonly displayName: string | undefined;
}

export interface Provider {
  /** @throws AppError SSO_UNAVAILABLE */
  begin(): Promise<{ readonly location: string; readonly handshake: Handshake }>;
  /** @throws AppError SSO_FAILED, SSO_UNAVAILABLE */
  finish(query: URLSearchParams, handshake: Handshake): Promise<Claims>;
}

export function createProvider(options: SsoOptions): Provider {
  const { issuer, clientId, clientSecret, scopes, publicUrl } = options;
  const redirectUri = `${publicUrl}${callbackPath}`;
  let discovered: Promise<oidc.Configuration> | undefined;

  /** Asked once; a provider that did not answer is asked again by the next person. */
  function configuration(): Promise<oidc.Configuration> {
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
        [oidc.customFetch]: viaGuard(options.fetch),
        timeout: TIMEOUT_SECONDS,
        // Whoever writes http:// has decided; in the test of a company network there is often nothing else.
        execute: issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw unavailable(error);
      });
    return discovered;
  }

  return {
    async begin() {
      const config = await configuration();
      const handshake = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const location = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: scopes.join(" "),
        state: handshake.state,
        nonce: handshake.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(handshake.codeVerifier),
        code_challenge_method: "S256",
      });
      return { location: location.href, handshake };
    },

    async finish(query, { state, nonce, codeVerifier }) {
      const config = await configuration();
      const url = new URL(`${redirectUri}?${query.toString()}`);
      const checks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      };
      const claims = await oidc.authorizationCodeGrant(config, url, checks).then(
        (tokens) => tokens.claims(),
        (error: unknown) => {
          throw isProvidersFault(error) ? unavailable(error) : failed(error);
        },
      );
      if (claims === undefined) throw new AppError("SSO_FAILED", { reason: "The provider did not say who it is." });
      const email = claims["email_verified"] === true ? text(claims["email"]) : undefined;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        verifiedEmail: email?.toLowerCase(),
        userName: text(claims["preferred_username"]),
        displayName: text(claims["name"]),
      };
    },
  };
}

/** In the header where the provider reads it there, as the standard prefers; else in the form. */
function authentication(clientSecret: string | undefined): oidc.ClientAuth {
  if (clientSecret === undefined) return oidc.None();
  const [basic, post] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    (methods.includes("client_secret_basic") ? basic : post)(server, client, body, headers);
  };
}

/** The guarded way out in the shape of `fetch`. */
function viaGuard(fetch: GuardedFetch): oidc.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const answer = await fetch(url, {
      method,
      headers,
      ...(body instanceof URLSearchParams && { body: body.toString() }),
      ...(signal !== undefined && { signal }),
      timeoutMs: TIMEOUT_SECONDS * 1_000,
      maxResponseBytes: LARGEST_ANSWER_BYTES,
    });
    const { "content-encoding": _decoded, ...rest } = answer.headers;
    const bytes = await answer.bytes();
    return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), { status: answer.status, headers: rest });
  };
}

function isProvidersFault(error: unknown): boolean {
  if (isActionFailure(error) || (error instanceof Error && isActionFailure(error.cause))) return true;
  const status = error instanceof oidc.ResponseBodyError ? error.status : undefined;
  return status !== undefined && status >= 500;
}

function failed(error: unknown): AppError {
  const reason = `The answer of the provider was refused (${codeOf(error)}).`;
  return new AppError("SSO_FAILED", { reason }, { cause: error });
}

function unavailable(error: unknown): AppError {
  return new AppError("SSO_UNAVAILABLE", { reason: `The code of the failure is ${codeOf(error)}.` }, { cause: error });
}

/** Only the code is told: a text may hold what a stranger wrote into the address, or the name of a host inside. */
function codeOf(error: unknown): string {
  const known = [error, error instanceof Error ? error.cause : undefined].find(isActionFailure) ?? error;
  return known instanceof Error && "code" in known && typeof known.code === "string" ? known.code : "unknown";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
