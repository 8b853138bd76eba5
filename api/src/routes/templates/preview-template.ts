import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { PreviewBody, TemplateParams, TemplatePreview } from "../../schemas/template.ts";
import { given } from "../given.ts";

export const previewTemplate = defineRoute({
  method: "POST",
  path: "/v1/templates/{template}/preview",
  operation: "templates.preview",
  summary: "Shows what a template becomes on a channel, and how much room it takes there; sends nothing",
  description:
    "What the variables leave out is as in the examples of the template. With a `draft` that is shown instead of what is saved; the template need not exist then. Whoever is restricted to labels sees what is saved.",
  permission: "templates:read",
  reach: "scoped",
  params: TemplateParams,
  body: PreviewBody,
  bodyLimitBytes: 4 * 1024 * 1024,
  example: { body: { channel: "email", variables: { name: "李四" } } },
  response: TemplatePreview,
  errors: [
    "TEMPLATE_NOT_FOUND",
    "TEMPLATE_VERSION_NOT_FOUND",
    "TEMPLATE_INVALID",
    "TEMPLATE_VARIABLES_INVALID",
    "TEMPLATE_FAILED",
    "CHANNEL_NOT_FOUND",
  ],

  handle({ templates, params, body, scope }) {
    // A draft could write the layouts and partials of others.
    if (scope !== null && body.draft !== undefined) {
      const message = "Whoever is restricted to labels looks at templates that are saved.";
      throw new AppError("REQUEST_INVALID", { problems: [{ path: "draft", message, remedy: "Leave it out." }] });
    }
    return templates.previewTemplate(params.template, { ...given(body), channel: body.channel });
  },
});
