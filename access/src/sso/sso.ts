/**
 * Single sign-on with OpenID Connect: authorization code with PKCE, state and nonce. What a browser has to come back with
 * lies in the database under the hash of a token that only this browser has in a cookie, and is read once: an answer
 * that was made for another browser, and one that was seen before, sign nobody in.
 *
 * Whoever comes this way has proved at the provider who they are: neither the password nor the second factor of Belfry is
 * asked for.
 */
import { AppError, isAppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { beginSession, type Origin } from "../people/begin-session.ts";
import type { NewLogin } from "../people/sign-in.ts";
import { insertSsoAttempt } from "../sql/insert-sso-attempt.ts";
import { takeSsoAttempt } from "../sql/take-sso-attempt.ts";
import { hashToken, newToken } from "../tokens/token.ts";
import { personOfClaims } from "./person-of-claims.ts";
import { createProvider, type Claims } from "./provider.ts";
import type { SsoOptions } from "./sso-options.ts";

export interface SsoStart {
  /** Where the browser goes. */
  readonly location: string;
  /** For a cookie of this browser; good for ten minutes. */
  readonly token: string;
}

export interface SsoAnswer {
  /** The token of the cookie. */
  readonly token: string | undefined;
  /** What the provider sent along. */
  readonly query: Readonly<Record<string, string>>;
  readonly from: Origin;
  /** The session that the browser came with; it ends. */
  readonly replaces: string | undefined;
}

export interface Sso {
  /** Whether people can sign in this way. */
  readonly configured: boolean;
  /** @throws AppError SSO_NOT_CONFIGURED, SSO_UNAVAILABLE */
  start(): Promise<SsoStart>;
  /** @throws AppError SSO_NOT_CONFIGURED, SSO_FAILED, SSO_UNKNOWN_PERSON, SSO_UNAVAILABLE */
  finish(answer: SsoAnswer): Promise<NewLogin>;
}

export function createSso(store: Store, options: SsoOptions | undefined): Sso {
  if (options === undefined) {
    return { configured: false, start: refuse, finish: refuse };
  }
  const provider = createProvider(options);

  async function claimsOf({ token, query }: SsoAnswer): Promise<Claims> {
    const attempt = token === undefined ? undefined : await takeSsoAttempt(store, hashToken(token));
    if (attempt === undefined) {
      throw new AppError("SSO_FAILED", { reason: "This browser began no sign-in, or too long ago." });
    }
    return provider.finish(new URLSearchParams(query), attempt);
  }

  async function signIn(claims: Claims, { from, replaces }: SsoAnswer): Promise<NewLogin> {
    return store.transaction(async (tx) => {
      const { found, ...user } = await personOfClaims(tx, claims, options?.role);
      const session = await beginSession(tx, { user, method: "sso", from, replaces });
      if (found !== "known") {
        const { issuer, subject } = claims;
        await writeAudit(tx, {
          by: { ...from, kind: "person", name: user.name },
          action: found === "linked" ? "users.link" : "users.create",
          subject: { kind: "user", id: user.name },
          outcome: "done",
          detail: { issuer, subject, ...(found === "created" && { role: options?.role }) },
        });
      }
      return { kind: "session", ...session };
    });
  }

  return {
    configured: true,

    async start() {
      const { location, handshake } = await provider.begin();
      const token = newToken();
      await insertSsoAttempt(store, { tokenHash: hashToken(token), ...handshake });
      return { location, token };
    },

    async finish(answer) {
      let claims: Claims | undefined;
      try {
        claims = await claimsOf(answer);
        return await signIn(claims, answer);
      } catch (error) {
        if (isAppError(error) && error.code.startsWith("SSO_")) {
          const name = claims?.userName ?? claims?.verifiedEmail ?? claims?.subject ?? "";
          await writeAudit(store, {
            by: { ...answer.from, kind: "unknown", name },
            action: "session.login",
            subject: { kind: "user", id: name },
            outcome: "failed",
            detail: { method: "sso", reason: error.code, about: error.detail },
          });
        }
        throw error;
      }
    },
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new AppError("SSO_NOT_CONFIGURED"));
}
