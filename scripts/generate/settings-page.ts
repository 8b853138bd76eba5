/** docs/reference/settings.md: every setting of the server, from the schema that reads them. */
import { ServerEnv } from "@belfry/server";
import { settleGeneratedFile } from "./generated-file.ts";
import { codeOf, describedSchema, typeOf, type SchemaNode } from "./schema-words.ts";

const introduction = `# Settings

Settings are environment variables, read once when the server starts. All of them are optional. A value that cannot be
read is refused with its name, and nothing starts. \`belfry start\` passes the environment on to the server and sets
\`BELFRY_DATA_DIR\`, \`BELFRY_HOST\` and \`BELFRY_PORT\` itself from its options; without an option its data folder is
\`~/.belfry\`.

<!-- Written by npm run generate from server/src/config.ts. -->
`;

/** The page as it should be. */
export function renderSettingsPage(schema: SchemaNode): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, node]) => {
    const otherwise = node.default === undefined || node.default === "" ? "–" : codeOf(node.default);
    return `| \`${name}\` | ${typeOf(node)} | ${otherwise} | ${node.description ?? ""} |`;
  });
  return [introduction, "| setting | takes | default | meaning |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = renderSettingsPage(describedSchema(ServerEnv, "output"));
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/settings.md", page, options);
}
