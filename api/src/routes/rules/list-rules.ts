import { placeOfRule } from "@belfry/engine";
import { RuleFolder } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { Flag, limit } from "../../schemas/common.ts";
import { PageQuery, pageOf, readPlace, readSort, sortBy, writePlace } from "../../schemas/page.ts";
import { Label, RuleView } from "../../schemas/rule.ts";
import { SourceName } from "../../schemas/rule-bundle.ts";

const sortFields = ["rule", "name", "folder", "createdAt", "updatedAt"] as const;

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
    folder: RuleFolder.optional().describe("Only those in this folder or below it."),
    text: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("Part of the names, of the description, or of an id or kind (`email.send`) of an action, in any case."),
    trigger: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Only those with a trigger of this kind, like `cron`; `none`: those without a trigger."),
    source: SourceName.optional().describe("Only those that are kept in the files of this name."),
    problems: Flag.default(false).describe(
      "Only those that somebody should look at: a calendar ends soon or is not there.",
    ),
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
      folder: query.folder ?? null,
      text: query.text ?? null,
      trigger: query.trigger ?? null,
      source: query.source ?? null,
      problems: query.problems,
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
    return { items, nextCursor: writePlace(query.sort, placeOfRule(last, field), last.rule) };
  },
});
