import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

export type TemplateDraft = operations["templates.save"]["requestBody"]["content"]["application/json"];
export type TemplateFilter = NonNullable<operations["templates.list"]["parameters"]["query"]>;
export type PreviewRequest = operations["templates.preview"]["requestBody"]["content"]["application/json"];
export type TestSend = operations["templates.test"]["requestBody"]["content"]["application/json"];
type PageQuery = NonNullable<operations["templates.versions"]["parameters"]["query"]>;

export interface TemplateChangeOptions {
  /** The `revision` of the template that was read: refused when somebody has saved it since. @default the last one wins */
  readonly ifRevision?: string;
  /** Refused when there is one with that code. */
  readonly onlyCreate?: boolean;
}

const path = (template: string) => ({ path: { template } });

/** Texts of messages. */
export function createTemplates(http: Http) {
  return {
    list: (query: TemplateFilter = {}) => unwrap(http.GET("/v1/templates", { params: { query } })),
    /** At its newest version. @throws BelfryProblem TEMPLATE_NOT_FOUND */
    get: (template: string) => unwrap(http.GET("/v1/templates/{template}", { params: path(template) })),
    /** Writes a template, or its next version. @throws BelfryProblem TEMPLATE_INVALID, PRECONDITION_FAILED */
    save: (template: string, draft: TemplateDraft, { ifRevision, onlyCreate }: TemplateChangeOptions = {}) =>
      unwrap(
        http.PUT("/v1/templates/{template}", {
          params: {
            ...path(template),
            header: {
              ...(ifRevision !== undefined && { "if-match": `"${ifRevision}"` }),
              ...(onlyCreate === true && { "if-none-match": "*" as const }),
            },
          },
          body: draft,
        }),
      ),
    /** @throws BelfryProblem TEMPLATE_IN_USE */
    remove: (template: string) => unwrap(http.DELETE("/v1/templates/{template}", { params: path(template) })),
    /** Newest first. */
    versions: (template: string, query: PageQuery = {}) =>
      unwrap(http.GET("/v1/templates/{template}/versions", { params: { ...path(template), query } })),
    /** @throws BelfryProblem TEMPLATE_VERSION_NOT_FOUND */
    version: (template: string, version: number) =>
      unwrap(http.GET("/v1/templates/{template}/versions/{version}", { params: { path: { template, version } } })),
    /** @param from 0 is an empty template @default the version before */
    diff: (template: string, version: number, from?: number) =>
      unwrap(
        http.GET("/v1/templates/{template}/versions/{version}/diff", {
          params: { path: { template, version }, query: from === undefined ? {} : { from } },
        }),
      ),
    /** Saves what a version says as the next one. */
    restoreVersion: (template: string, version: number, body: { readonly note?: string } = {}) =>
      unwrap(
        http.POST("/v1/templates/{template}/versions/{version}/restore", {
          params: { path: { template, version } },
          body,
        }),
      ),
    /** What it becomes on a channel; sends nothing. */
    preview: (template: string, body: PreviewRequest) =>
      unwrap(http.POST("/v1/templates/{template}/preview", { params: path(template), body })),
    /** Sends it to a few addresses. */
    test: (template: string, body: TestSend) =>
      unwrap(http.POST("/v1/templates/{template}/test", { params: path(template), body })),
  };
}
