import { defineRoute } from "../../contract/define-route.ts";
import { PageQuery, pageOf, readPage } from "../../schemas/page.ts";
import { TemplateParams, TemplateVersion } from "../../schemas/template.ts";

export const listTemplateVersions = defineRoute({
  method: "GET",
  path: "/v1/templates/{template}/versions",
  operation: "templates.versions",
  summary: "Lists the versions of a template, newest first",
  description: "None ever changes or goes: a message that names `order-paid@3` says the same for good.",
  permission: "templates:read",
  reach: "scoped",
  params: TemplateParams,
  query: PageQuery,
  response: pageOf(TemplateVersion),
  errors: ["TEMPLATE_NOT_FOUND"],

  handle: ({ templates, params, query }) =>
    readPage(query, async (page) => {
      const versions = await templates.listTemplateVersions(params.template, page);
      return versions.map((version) => ({ ...version, id: version.version }));
    }),
});
