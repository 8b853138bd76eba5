import type { GuardedFetch } from "@belfry/plugin-kit";

/** A provider of OpenID Connect that people sign in through. */
export interface SsoOptions {
  /** Its address: what stands before `/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Left out for a public client. */
  readonly clientSecret: string | undefined;
  /** `openid` is among them. */
  readonly scopes: readonly string[];
  /** The role of somebody who comes for the first time. Left out: only those are let in who have an account here. */
  readonly role: string | undefined;
  /** Where browsers find Belfry, without a slash at the end. */
  readonly publicUrl: string;
  /** The guarded way out, with the host of the provider on its list. */
  readonly fetch: GuardedFetch;
}

/** Where the provider sends the browser back to; it has to be registered there. */
export const callbackPath = "/v1/session/oidc/callback";
