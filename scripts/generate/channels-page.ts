/** docs/reference/channels.md: every built-in channel with the fields of its accounts. */
import { builtinChannels } from "@belfry/channels";
import type { ChannelDefinition, ContentLimit, ProviderCode } from "@belfry/plugin-kit";
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

function renderChannel(channel: ChannelDefinition): string {
  const { id, displayName, account, envelope, payload, contentLimits = [], codes = [] } = channel;
  const carries = envelope === "message" ? "One send carries all recipients." : "Each recipient is a send of its own.";
  return [
    `## ${id}`,
    "",
    `**${displayName.en} · ${displayName.zh}.** ${carries}`,
    "",
    renderFields(describedSchema(account)),
    ...(payload === undefined
      ? []
      : [
          "In the `payload` of a message, what only this channel understands:",
          "",
          renderFields(describedSchema(payload)),
        ]),
    ...(contentLimits.length === 0 ? [] : [`At most: ${contentLimits.map(renderLimit).join("; ")}.`, ""]),
    ...(codes.length === 0 ? [] : [renderCodes(codes)]),
  ].join("\n");
}

function renderLimit({ part, unit, most, splits = false }: ContentLimit): string {
  const beyond = splits ? "longer ones go in several pieces" : "longer ones are refused";
  return `\`${part}\` ${most.toLocaleString("en")} ${unit}, ${beyond}`;
}

/** What becomes of a message whose provider answers with a code. */
const fates: Readonly<Record<ProviderCode["kind"], string>> = {
  "try-later": "tried again later",
  "account-fault": "another account tries",
  "recipient-fault": "failed: the recipient",
  "content-fault": "failed: the message",
  unknown: "unknown",
};

function renderCodes(codes: readonly ProviderCode[]): string {
  const rows = codes.map(({ code, kind, pauseMs, meaning, advice }) => {
    const rest = pauseMs === undefined ? "" : `; it rests for ${pauseMs / 1_000} s`;
    return `| \`${code}\` | ${fates[kind]}${rest} | ${inCell(`${meaning.en} ${advice.en}`)} | ${inCell(`${meaning.zh}${advice.zh}`)} |`;
  });
  return ["| code | the message is | meaning and advice | 含义与处理 |", "| --- | --- | --- | --- |", ...rows, ""].join(
    "\n",
  );
}

function inCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = renderChannelsPage(builtinChannels.channels ?? []);
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/channels.md", page, options);
}
