import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
import { RestoreRequest } from "../../schemas/rule-version.ts";
import { TemplateVersionParams, TemplateView } from "../../schemas/template.ts";
import { given } from "../given.ts";

export const restoreTemplateVersion = defineRoute({
  method: "POST",
  path: "/v1/templates/{template}/versions/{version}/restore",
  operation: "templates.restoreVersion",
  summary: "Saves what a version of a template says as its next version",
  description: "It is a save like any other: what is invalid by now is refused.",
  permission: "templates:write",
  params: TemplateVersionParams,
  headers: IfMatch,
  body: RestoreRequest,
  example: { body: { note: "The new text was wrong." } },
  response: TemplateView,
  errors: ["TEMPLATE_NOT_FOUND", "TEMPLATE_VERSION_NOT_FOUND", "TEMPLATE_INVALID", "PRECONDITION_FAILED"],

  async handle({ templates, params, headers, body, actor, http }) {
    const options = { by: actor, ...given({ note: body.note }), ...expectedOf(headers) };
    const saved = await templates.restoreTemplate(params.template, params.version, options);
    http.setRevision(saved.revision);
    return saved;
  },
});
