/** docs/reference/rule-fields.md: every field of a rule, from the schema that checks it. */
import { Rule } from "@belfry/model";
import { settleGeneratedFile } from "./generated-file.ts";
import { renderFields } from "./schema-table.ts";
import { describedSchema } from "./schema-words.ts";

const introduction = `# Fields of a rule

What a rule is made of; [rules.md](rules.md) explains it with examples. A star marks a field that must be there. What stands
under \`with\` belongs to the action: [actions.md](actions.md). A trigger has further fields of its own.

<!-- Written by npm run generate from the schema of a rule in model. -->
`;

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = `${introduction}\n${renderFields(describedSchema(Rule))}`;
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/rule-fields.md", page, options);
}
