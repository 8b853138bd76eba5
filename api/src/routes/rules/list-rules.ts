import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { Flag, limit } from "../../schemas/common.ts";
import { PageQuery, pageOf, readPlace, readSort, sortBy, writePlace } from "../../schemas/page.ts";
import { RuleView } from "../../schemas/rule.ts";

const sortFields = ["rule", "name", "createdAt", "updatedAt"] as const;

const Label = z
  .string()
  .max(500)
  .regex(/^[^=]+=[^=]*$/, "Write a label like team=finance.")
  .transform((text) => {
    const [label = "", value = ""] = text.split("=");
    return { [label]: value };
  });

export const listRules = defineRoute({
  method: "GET",
  path: "/v1/rules",
  operation: "rules.list",
  summary: "Lists the rules",
  permission: "rules:read",
  reach: "scoped",
  query: PageQuery.extend({
    limit: limit(1_000, 200),
    archived: Flag.default(false).describe("Whether to list the archived ones as well."),
    status: z.enum(["enabled", "disabled", "archived"]).optional(),
    label: Label.optional().describe("Only those with this label: `team=finance`."),
    text: z.string().min(1).max(200).optional().describe("Part of the name, in any case."),
    sort: sortBy(sortFields, "rule"),
  }),
  example: { query: { status: "enabled", label: "team=students", sort: "-updatedAt", limit: "20" } },
  response: pageOf(RuleView),
  errors: ["SORT_UNKNOWN"],

  async handle({ engine, query, scope }) {
    const { field, descending } = readSort(query.sort, sortFields);
    const after = query.cursor === undefined ? null : readPlace(query.cursor, query.sort);
    const found = await engine.listRules({
      archived: query.archived,
      status: query.status ?? null,
      labels: query.label ?? null,
      text: query.text ?? null,
      scope,
      sort: field,
      descending,
      after: after === null ? null : { place: after.place, rule: after.name },
      // One more than asked for tells whether there is a next page.
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    if (found.length <= query.limit || last === undefined) return { items, nextCursor: null };
    const place = last[field];
    const text = place instanceof Date ? place.toISOString() : place;
    return { items, nextCursor: writePlace(query.sort, text, last.rule) };
  },
});
