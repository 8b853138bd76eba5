import { defineRoute } from "../../contract/define-route.ts";
import { pageOf, readPlace, writePlace } from "../../schemas/page.ts";
import { TemplateQuery, TemplateSummary } from "../../schemas/template.ts";

export const listTemplates = defineRoute({
  method: "GET",
  path: "/v1/templates",
  operation: "templates.list",
  summary: "Lists the templates of messages, by their codes",
  permission: "templates:read",
  reach: "scoped",
  query: TemplateQuery,
  example: { query: { folder: "orders" } },
  response: pageOf(TemplateSummary),
  errors: [],

  async handle({ templates, query, scope }) {
    const { cursor, limit, kind, folder, channel, text } = query;
    const after = cursor === undefined ? undefined : readPlace(cursor, "code").name;
    const found = await templates.listTemplates({
      kind,
      folder,
      channel,
      search: text,
      after,
      scope,
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
    });
    const items = found.slice(0, limit).map(({ definition, ...row }) => {
      const { name, kind: own, folder: place, labels, variants } = definition;
      const shown = variants.map(({ channel: id, language }) => ({ channel: id, language }));
      return { ...row, name, kind: own, folder: place, labels, variants: shown };
    });
    const last = items.at(-1);
    const isLast = found.length <= limit || last === undefined;
    return { items, nextCursor: isLast ? null : writePlace("code", last.code, last.code) };
  },
});
