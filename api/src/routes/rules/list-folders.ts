import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { RuleFolderView } from "../../schemas/rule.ts";

export const listFolders = defineRoute({
  method: "GET",
  path: "/v1/rule-folders",
  operation: "rules.folders",
  summary: "Lists the folders of the rules, and how many rules lie in each",
  description: "A folder is there while a rule names it as its `folder`; archived rules do not count.",
  permission: "rules:read",
  reach: "scoped",
  bounded: "As many as people gave names to.",
  response: listOf(RuleFolderView),
  errors: [],

  handle: async ({ engine, scope }) => ({ items: await engine.listRuleFolders(scope) }),
});
