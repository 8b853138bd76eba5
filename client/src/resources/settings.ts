import type { components, paths } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Account = components["schemas"]["Account"];
type RouteQuestion = paths["/v1/accounts/simulate"]["post"]["requestBody"]["content"]["application/json"];

export function createVariables(http: Http) {
  return {
    list: async () => (await unwrap(http.GET("/v1/variables"))).items,
    /** Sets all of them or none; those that are not named stay. */
    set: (values: Readonly<Record<string, unknown>>) => unwrap(http.PATCH("/v1/variables", { body: { values } })),
    remove: (name: string) => unwrap(http.DELETE("/v1/variables/{name}", { params: { path: { name } } })),
  };
}

export function createSecrets(http: Http) {
  return {
    /** Names and times, never values. */
    list: async () => (await unwrap(http.GET("/v1/secrets"))).items,
    set: (name: string, value: string) =>
      unwrap(http.PUT("/v1/secrets/{name}", { params: { path: { name } }, body: { value } })),
    /** @throws BelfryProblem SECRET_IN_USE unless it is forced */
    remove: (name: string, options: { readonly force?: boolean } = {}) =>
      unwrap(
        http.DELETE("/v1/secrets/{name}", {
          params: { path: { name }, query: options },
        }),
      ),
  };
}

export function createAccounts(http: Http) {
  return {
    list: async (query: { readonly channel?: string } = {}) =>
      (await unwrap(http.GET("/v1/accounts", { params: { query } }))).items,
    /** Writes an account, or replaces the one with its name. */
    save: ({ channel, name, ...draft }: Pick<Account, "channel" | "name" | "config"> & Partial<Account>) =>
      unwrap(
        http.PUT("/v1/accounts/{channel}/{name}", {
          ...at({ channel, name }),
          body: { enabled: true, priority: 100, weight: 1, caps: {}, timeZone: null, ...draft },
        }),
      ),
    /** Which account would send a message now, and why not the others. */
    simulate: (question: Pick<RouteQuestion, "channel"> & Partial<RouteQuestion>) =>
      unwrap(http.POST("/v1/accounts/simulate", { body: { recipients: [], bytes: 0, sends: 1, ...question } })),
    /** The address at which the provider posts what became of messages; shown this once. */
    openReceiptAddress: (account: Pick<Account, "channel" | "name">) =>
      unwrap(http.POST("/v1/accounts/{channel}/{name}/receipt-address", at(account))),
    /** Ends its rest: the next message tries it. */
    resume: (account: Pick<Account, "channel" | "name">) =>
      unwrap(http.POST("/v1/accounts/{channel}/{name}/resume", at(account))),
    remove: (account: Pick<Account, "channel" | "name">) =>
      unwrap(http.DELETE("/v1/accounts/{channel}/{name}", at(account))),
    /** Tries the account without sending; the last step tells how far it got. */
    test: async (account: Pick<Account, "channel" | "name">) =>
      (await unwrap(http.POST("/v1/accounts/{channel}/{name}/test", at(account)))).steps,
  };
}

function at({ channel, name }: Pick<Account, "channel" | "name">) {
  return { params: { path: { channel, name } } };
}
