import { AppError } from "@belfry/model";

/** The provider of single sign-on, as the settings name it. */
export interface SsoConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly scopes: readonly string[];
  readonly role: string | undefined;
}

interface SsoSettings {
  readonly BELFRY_OIDC_ISSUER?: string | undefined;
  readonly BELFRY_OIDC_CLIENT_ID?: string | undefined;
  readonly BELFRY_OIDC_CLIENT_SECRET?: string | undefined;
  readonly BELFRY_OIDC_SCOPES: string;
  readonly BELFRY_OIDC_ROLE?: string | undefined;
  readonly BELFRY_PUBLIC_URL?: string | undefined;
}

/**
 * Nothing when no provider is named.
 * @throws AppError CONFIG_INVALID when a setting that belongs to it is missing
 */
export function readSso(settings: SsoSettings): SsoConfig | undefined {
  const { BELFRY_OIDC_ISSUER: issuer, BELFRY_OIDC_CLIENT_ID: clientId, BELFRY_PUBLIC_URL: publicUrl } = settings;
  if (issuer === undefined) return undefined;
  if (clientId === undefined)
    throw missing("BELFRY_OIDC_CLIENT_ID", "It is the name that the provider gave to Belfry.");
  if (publicUrl === undefined) {
    throw missing("BELFRY_PUBLIC_URL", "The provider sends people back to this address and /v1/session/oidc/callback.");
  }
  const scopes = settings.BELFRY_OIDC_SCOPES.split(/[\s,]+/).filter((scope) => scope !== "");
  return {
    issuer,
    clientId,
    clientSecret: settings.BELFRY_OIDC_CLIENT_SECRET,
    scopes: [...new Set(["openid", ...scopes])],
    role: settings.BELFRY_OIDC_ROLE,
  };
}

function missing(setting: string, why: string): AppError {
  const reason = `BELFRY_OIDC_ISSUER is set and ${setting} is not.`;
  return new AppError("CONFIG_INVALID", { reason, remedy: `Set ${setting}. ${why}` });
}
