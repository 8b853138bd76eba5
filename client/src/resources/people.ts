import type { components, paths } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Schemas = components["schemas"];
type Body<Path extends keyof paths, Method extends "post" | "patch" | "put"> = paths[Path][Method] extends {
  requestBody: { content: { "application/json": infer Sent } };
}
  ? Sent
  : never;
type Draft<Full, Needed extends keyof Full> = Pick<Full, Needed> & Partial<Omit<Full, Needed>>;

type UserDraft = Draft<Body<"/v1/users", "post">, "name" | "role">;
type UserChanges = Body<"/v1/users/{user}", "patch">;
type KeyDraft = Draft<Body<"/v1/keys", "post">, "name" | "permissions">;

export function createUsers(http: Http) {
  return {
    /** One page, newest first. */
    list: (query: { readonly cursor?: string; readonly limit?: number; readonly search?: string } = {}) =>
      unwrap(http.GET("/v1/users", { params: { query } })),
    get: (user: string) => unwrap(http.GET("/v1/users/{user}", ofUser(user))),
    /** Gives the generated password, once. @throws BelfryProblem USER_EXISTS, ROLE_NOT_FOUND, PERMISSION_DENIED */
    create: (draft: UserDraft) =>
      unwrap(
        http.POST("/v1/users", {
          body: {
            displayName: "",
            email: null,
            scope: null,
            withPassword: true,
            secondFactorRequired: false,
            linkAllowed: false,
            ...draft,
          },
        }),
      ),
    /** Changes what is named. @throws BelfryProblem LAST_ADMINISTRATOR, USER_EXISTS, PERMISSION_DENIED */
    change: (user: string, body: UserChanges) => unwrap(http.PATCH("/v1/users/{user}", { ...ofUser(user), body })),
    remove: (user: string) => unwrap(http.DELETE("/v1/users/{user}", ofUser(user))),
    /** Gives a new password, once, and ends the sessions. */
    resetPassword: async (user: string) =>
      (await unwrap(http.POST("/v1/users/{user}/password", ofUser(user)))).password,
    unlock: (user: string) => unwrap(http.POST("/v1/users/{user}/unlock", ofUser(user))),
    resetSecondFactor: (user: string) => unwrap(http.DELETE("/v1/users/{user}/second-factor", ofUser(user))),
    sessions: async (user: string) => (await unwrap(http.GET("/v1/users/{user}/sessions", ofUser(user)))).items,
    endSessions: (user: string) => unwrap(http.DELETE("/v1/users/{user}/sessions", ofUser(user))),
  };
}

export function createRoles(http: Http) {
  return {
    /** The roles, and every permission there is. */
    list: () => unwrap(http.GET("/v1/roles")),
    /** Writes a role, or replaces the one with its name. */
    save: ({ name, ...body }: Pick<Schemas["Role"], "name" | "description"> & Body<"/v1/roles/{role}", "put">) =>
      unwrap(http.PUT("/v1/roles/{role}", { params: { path: { role: name } }, body })),
    remove: (role: string) => unwrap(http.DELETE("/v1/roles/{role}", { params: { path: { role } } })),
  };
}

export function createKeys(http: Http) {
  return {
    /** Never with their secrets. */
    list: async (query: { readonly revoked?: boolean } = {}) =>
      (await unwrap(http.GET("/v1/keys", { params: { query } }))).items,
    /** Gives the secret, once. @throws BelfryProblem KEY_EXISTS, PERMISSION_DENIED */
    create: (draft: KeyDraft) =>
      unwrap(
        http.POST("/v1/keys", {
          body: { note: "", scope: null, requestsPerMinute: null, expiresAt: null, ...draft },
        }),
      ),
    /** Gives a new secret; the old one stays good for a day unless it is said otherwise. */
    rotate: (key: string, overlapSeconds = 86_400) =>
      unwrap(http.POST("/v1/keys/{key}/rotate", { ...ofKey(key), body: { overlapSeconds } })),
    /** Ends a key at once. */
    revoke: (key: string) => unwrap(http.DELETE("/v1/keys/{key}", ofKey(key))),
  };
}

function ofUser(user: string) {
  return { params: { path: { user } } };
}

function ofKey(key: string) {
  return { params: { path: { key } } };
}
