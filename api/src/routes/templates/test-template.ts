import { defineRoute } from "../../contract/define-route.ts";
import { SentMessage } from "../../schemas/message.ts";
import { TemplateParams, TestSendBody } from "../../schemas/template.ts";
import { given } from "../given.ts";

export const testTemplate = defineRoute({
  method: "POST",
  path: "/v1/templates/{template}/test",
  operation: "templates.test",
  summary: "Sends a template to a few addresses, to see how it arrives",
  description: "What the variables leave out is as in the examples of the template. It is a message like any other.",
  permission: "messages:send",
  params: TemplateParams,
  body: TestSendBody,
  example: { body: { channel: "email", to: ["dean@campus.example"] } },
  response: SentMessage,
  status: 202,
  errors: [
    "TEMPLATE_NOT_FOUND",
    "TEMPLATE_VERSION_NOT_FOUND",
    "TEMPLATE_VARIABLES_INVALID",
    "TEMPLATE_FAILED",
    "CHANNEL_NOT_FOUND",
    "ACCOUNT_NOT_FOUND",
    "ATTACHMENT_TOO_LARGE",
    "CONTENT_REFUSED",
  ],

  async handle({ templates, notify, params, body, actor }) {
    const { channel, to, account, language, variables = {}, version } = body;
    const filled = await templates.exampleVariables(params.template, variables, version);
    const template = version === undefined ? params.template : `${params.template}@${version}`;
    const message = { channel, to, template, variables: { ...filled }, ...given({ account, language }) };
    return notify.send(message, { by: actor });
  },
});
