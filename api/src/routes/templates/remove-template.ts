import { defineRoute, noContent } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
import { TemplateParams } from "../../schemas/template.ts";

export const removeTemplate = defineRoute({
  method: "DELETE",
  path: "/v1/templates/{template}",
  operation: "templates.remove",
  summary: "Removes a template that no other one uses; messages that name it are refused from then on",
  permission: "templates:write",
  params: TemplateParams,
  headers: IfMatch,
  response: noContent,
  errors: ["TEMPLATE_NOT_FOUND", "TEMPLATE_IN_USE", "PRECONDITION_FAILED"],

  async handle({ templates, params, headers, actor }) {
    await templates.removeTemplate(params.template, { by: actor, ...expectedOf(headers) });
  },
});
