/** docs/reference/channels.md: every built-in channel with the fields of its accounts. */
import { builtinChannels } from "@belfry/channels";
import type { ChannelDefinition } from "@belfry/plugin-kit";
import { settleGeneratedFile } from "./generated-file.ts";
import { renderFields } from "./schema-table.ts";
import { describedSchema } from "./schema-words.ts";

const introduction = `# Channels

A channel is a way to reach people; a *sending account* (发送账号) is one login at one provider. Accounts are kept with
\`belfry accounts apply FILE\`, on the console's settings page, or by \`PUT /v1/accounts/{channel}/{name}\`. A file names
\`channel\`, \`name\` and \`config\`; \`config\` has these fields, a star marks what must be there. A secret is written as
\`{ $secret: NAME }\` and stored with \`belfry secrets set NAME\`. Of several enabled accounts the one with the lowest
\`priority\` is asked first.

<!-- Written by npm run generate from the schemas of the channels. -->
`;

/** The page as it should be. */
export function renderChannelsPage(channels: readonly ChannelDefinition[]): string {
  return [introduction, ...channels.map(renderChannel)].join("\n");
}

function renderChannel({ id, displayName, account, envelope }: ChannelDefinition): string {
  const carries = envelope === "message" ? "One send carries all recipients." : "Each recipient is a send of its own.";
  return [
    `## ${id}`,
    "",
    `**${displayName.en} · ${displayName.zh}.** ${carries}`,
    "",
    renderFields(describedSchema(account)),
  ].join("\n");
}

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = renderChannelsPage(builtinChannels.channels ?? []);
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/channels.md", page, options);
}
