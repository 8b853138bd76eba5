import { defineRoute } from "../../contract/define-route.ts";
import { TemplateVersionParams, TemplateView } from "../../schemas/template.ts";

export const getTemplateVersion = defineRoute({
  method: "GET",
  path: "/v1/templates/{template}/versions/{version}",
  operation: "templates.version",
  summary: "Gives one version of a template",
  permission: "templates:read",
  reach: "scoped",
  params: TemplateVersionParams,
  response: TemplateView,
  errors: ["TEMPLATE_NOT_FOUND", "TEMPLATE_VERSION_NOT_FOUND"],

  handle: ({ templates, params }) => templates.getTemplate(params.template, params.version),
});
