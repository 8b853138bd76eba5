/** docs/reference/campaign-fields.md: every field of a campaign file, from the schema that checks it. */
import { Campaign } from "@belfry/incentive";
import { settleGeneratedFile } from "./generated-file.ts";
import { renderFields } from "./schema-table.ts";
import { describedSchema } from "./schema-words.ts";

const introduction = `# Fields of a campaign

What a campaign file is made of; [incentives](../guide/incentives.md) explains it with examples. A star marks a field that must
be there. Amounts are yuan with at most two decimals. What stands under \`quirks\` is what campaigns of the past did; leave it out.
The same as a JSON Schema, for editors: [campaign.schema.json](../schemas/campaign.schema.json).

<!-- Written by npm run generate from the schema of a campaign in incentive. -->
`;

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = `${introduction}\n${renderFields(describedSchema(Campaign))}`;
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/campaign-fields.md", page, options);
}
