import { unwrap, type Http } from "../http.ts";

export function createSession(http: Http) {
  return {
    /** In which ways people can sign in here. */
    options: () => unwrap(http.GET("/v1/session/options")),
    /**
     * Signs a person in; the browser keeps the cookie. For somebody with a second factor the answer is of the kind
     * `second-factor`, and its challenge goes on with `loginWithCode`.
     * @throws BelfryProblem LOGIN_FAILED, TOO_MANY_ATTEMPTS
     */
    login: (body: { readonly name: string; readonly password: string }) => unwrap(http.POST("/v1/session", { body })),
    /** The second step. @throws BelfryProblem SECOND_FACTOR_INVALID, LOGIN_FAILED, TOO_MANY_ATTEMPTS */
    loginWithCode: (body: { readonly challenge: string; readonly code: string }) =>
      unwrap(http.POST("/v1/session/second-factor/login", { body })),
    /** Who is signed in. @throws BelfryProblem NOT_AUTHENTICATED */
    me: () => unwrap(http.GET("/v1/session")),
    logout: () => unwrap(http.DELETE("/v1/session")),
    changePassword: (body: { readonly currentPassword: string; readonly newPassword: string }) =>
      unwrap(http.PUT("/v1/session/password", { body })),
    /** Where the caller is signed in, newest first. */
    list: async () => (await unwrap(http.GET("/v1/session/all"))).items,
    end: (session: number) => unwrap(http.DELETE("/v1/session/all/{session}", { params: { path: { session } } })),
    secondFactor: {
      state: () => unwrap(http.GET("/v1/session/second-factor")),
      /** Gives a secret, once; a code of it confirms it. */
      enrol: () => unwrap(http.POST("/v1/session/second-factor")),
      /** Gives the recovery codes, once. */
      confirm: async (code: string) =>
        (await unwrap(http.POST("/v1/session/second-factor/confirm", { body: { code } }))).recoveryCodes,
      disable: (body: { readonly password?: string; readonly code: string }) =>
        unwrap(http.POST("/v1/session/second-factor/disable", { body })),
    },
  };
}
