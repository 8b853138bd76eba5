import { defineRoute } from "../../contract/define-route.ts";
import { TemplateParams, TemplateView } from "../../schemas/template.ts";

export const getTemplate = defineRoute({
  method: "GET",
  path: "/v1/templates/{template}",
  operation: "templates.get",
  summary: "Gives a template at its newest version",
  permission: "templates:read",
  reach: "scoped",
  params: TemplateParams,
  response: TemplateView,
  errors: ["TEMPLATE_NOT_FOUND"],

  async handle({ templates, params, http }) {
    const template = await templates.getTemplate(params.template);
    http.setRevision(template.revision);
    return template;
  },
});
