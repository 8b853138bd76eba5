/** docs/reference/triggers.md: every built-in trigger with its fields, from the schemas that check them. */
import type { TriggerDefinition } from "@belfry/plugin-kit";
import { builtinConnectors } from "@belfry/connectors";
import { builtinTriggers } from "@belfry/triggers";
import { settleGeneratedFile } from "./generated-file.ts";
import { renderFields } from "./schema-table.ts";
import { describedSchema } from "./schema-words.ts";

const introduction = `# Triggers

What can start a rule by itself. The key that names a trigger stands in an entry of \`triggers\`, beside what every trigger
may have: \`id\`, \`condition\` and, by its kind, a calendar and \`misfire\` or \`key\`, \`throttle\`, \`debounce\` and \`batch\`.
[rule-fields.md](rule-fields.md) lists those; [events.md](../guide/events.md) explains events. A star marks a field that must
be there.

<!-- Written by npm run generate from the schemas of the triggers. -->
`;

const kinds: Readonly<Record<TriggerDefinition["kind"], string>> = {
  schedule: "Its fire times are planned in advance.",
  outcome: "It is told of each end of an execution of other rules, once.",
  match: "It looks at every event that comes in.",
  poll: "It asks elsewhere, again and again.",
  subscribe: "It listens elsewhere.",
  receive: "It has an address of its own: `POST /v1/hooks/{rule}/{trigger}`, with the `id` of the trigger.",
};

/** The page as it should be. */
export function renderTriggersPage(triggers: readonly TriggerDefinition[]): string {
  return [introduction, ...triggers.map(renderTrigger)].join("\n");
}

function renderTrigger({ id, kind, displayName, description, config }: TriggerDefinition): string {
  return [
    `## ${id}`,
    "",
    `**${displayName.en} · ${displayName.zh}.** ${description.en}. ${description.zh}。`,
    "",
    kinds[kind],
    "",
    renderFields(describedSchema(config), []),
  ].join("\n");
}

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = renderTriggersPage([...(builtinTriggers.triggers ?? []), ...(builtinConnectors.triggers ?? [])]);
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/triggers.md", page, options);
}
