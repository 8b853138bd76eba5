import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatchOrNone } from "../../schemas/preconditions.ts";
import { TemplateBody, TemplateParams, TemplateView } from "../../schemas/template.ts";
import { given } from "../given.ts";

export const saveTemplate = defineRoute({
  method: "PUT",
  path: "/v1/templates/{template}",
  operation: "templates.save",
  summary: "Writes a template, or its next version",
  description:
    "Every save that changes something is a version; messages that name none use the newest one from then on. Texts are Liquid; everything that can be known to be wrong is refused, with the place. With `If-Match: <ETag>` it is saved only when nobody has changed it since, with `If-None-Match: *` only when it does not exist yet.",
  permission: "templates:write",
  params: TemplateParams,
  headers: IfMatchOrNone,
  body: TemplateBody,
  bodyLimitBytes: 4 * 1024 * 1024,
  example: {
    body: {
      name: "订单已付款",
      folder: "orders",
      variables: {
        name: { type: "text", description: "收件人", example: "张三" },
        amount: { type: "decimal", example: "10203.50" },
      },
      variants: [
        {
          channel: "email",
          subject: "{{ name }}，您的订单已付款",
          html: "<p>{{ name }}，您好：</p><p>已收到 <b>{{ amount | thousands }}</b> 元。</p>",
        },
        { channel: "*", text: "{{ name }}，已收到 {{ amount | thousands }} 元。" },
      ],
    },
  },
  response: TemplateView,
  errors: ["TEMPLATE_INVALID", "PRECONDITION_FAILED"],

  async handle({ templates, params, headers, body, actor, http }) {
    const { note, ...definition } = body;
    const options = { by: actor, ...given({ note }), ...expectedOf(headers) };
    const saved = await templates.saveTemplate(params.template, definition, options);
    http.setRevision(saved.revision);
    return saved;
  },
});
