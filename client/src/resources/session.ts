import { unwrap, type Http } from "../http.ts";

export function createSession(http: Http) {
  return {
    /** Signs a person in; the browser keeps the cookie. @throws BelfryProblem LOGIN_FAILED, TOO_MANY_ATTEMPTS */
    login: (body: { readonly name: string; readonly password: string }) => unwrap(http.POST("/v1/session", { body })),
    /** Who is signed in. @throws BelfryProblem NOT_AUTHENTICATED */
    me: () => unwrap(http.GET("/v1/session")),
    logout: () => unwrap(http.DELETE("/v1/session")),
    changePassword: (body: { readonly currentPassword: string; readonly newPassword: string }) =>
      unwrap(http.PUT("/v1/session/password", { body })),
  };
}
