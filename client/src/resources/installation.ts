import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type SettingsPatch = operations["settings.change"]["requestBody"]["content"]["application/json"];

/** What administrators set for the whole installation while it runs. */
export function createSettings(http: Http) {
  return {
    get: () => unwrap(http.GET("/v1/settings")),
    /** Changes what is named and leaves the rest; answers with all of them. */
    change: (patch: SettingsPatch) => unwrap(http.PATCH("/v1/settings", { body: patch })),
  };
}

export type ConnectionDraft = operations["connections.save"]["requestBody"]["content"]["application/json"];

/** The places of the own network that rules may call. */
export function createConnections(http: Http) {
  return {
    list: async () => (await unwrap(http.GET("/v1/connections"))).items,
    /** Writes a connection, or replaces the one with its name. @throws BelfryProblem REQUEST_INVALID */
    save: (name: string, draft: ConnectionDraft) =>
      unwrap(http.PUT("/v1/connections/{name}", { params: { path: { name } }, body: draft })),
    remove: (name: string) => unwrap(http.DELETE("/v1/connections/{name}", { params: { path: { name } } })),
  };
}

export type LimitDraft = operations["limits.save"]["requestBody"]["content"]["application/json"];
export type LimitKind = operations["limits.save"]["parameters"]["path"]["kind"];

/** How much the installation as a whole does at once. */
export function createLimits(http: Http) {
  return {
    list: async () => (await unwrap(http.GET("/v1/limits"))).items,
    /** Sets a limit, or replaces it. @throws BelfryProblem REQUEST_INVALID, INPUT_INVALID */
    save: (kind: LimitKind, name: string, draft: LimitDraft) =>
      unwrap(http.PUT("/v1/limits/{kind}/{name}", { params: { path: { kind, name } }, body: draft })),
    remove: (kind: LimitKind, name: string) =>
      unwrap(http.DELETE("/v1/limits/{kind}/{name}", { params: { path: { kind, name } } })),
  };
}
