import { defineRoute } from "../../contract/define-route.ts";
import { TemplateDifference, TemplateDiffQuery, TemplateVersionParams } from "../../schemas/template.ts";

export const diffTemplateVersions = defineRoute({
  method: "GET",
  path: "/v1/templates/{template}/versions/{version}/diff",
  operation: "templates.diff",
  summary: "Compares a version of a template with another one",
  description: "Variants are compared by channel and language, wherever they stand in the list.",
  permission: "templates:read",
  reach: "scoped",
  params: TemplateVersionParams,
  query: TemplateDiffQuery,
  response: TemplateDifference,
  errors: ["TEMPLATE_NOT_FOUND", "TEMPLATE_VERSION_NOT_FOUND"],

  handle: ({ templates, params, query }) => templates.diffTemplate(params.template, params.version, query.from),
});
