/** docs/reference/actions.md: every built-in action with its fields, from the schemas that check them. */
import { builtinActions } from "@belfry/actions";
import { builtinConnectors } from "@belfry/connectors";
import type { ActionDefinition } from "@belfry/plugin-kit";
import { settleGeneratedFile } from "./generated-file.ts";
import { renderFields, type KnownFields } from "./schema-table.ts";
import { describedSchema } from "./schema-words.ts";

const introduction = `# Actions

What a step of a rule can \`use\`, and what stands under its \`with\`. A star marks a field that must be there. Every field
takes an expression \`\${{ … }}\` instead of a value; [rules.md](rules.md) explains expressions, templates and secrets.

What a field takes:

- **template**: a text in which \`{{ … }}\` is replaced. **HTML template**: the same, with every value escaped.
- **text for the action**: an expression or a template that the action evaluates itself, for each row or answer.
- **secret**: \`\${{ secrets.NAME }}\`. **dataset**: the rows of an earlier action. **file**: a file of an earlier action.
- **text**, **integer**, **JSON**, …: the value as it stands.

An action that is interrupted by a crash is run again with the same idempotency key. *Harmless to repeat* says that its
effect is then the same as of one run; where it does not say so, the fields say how the key reaches the other side.

<!-- Written by npm run generate from the schemas of the actions. -->
`;

/** The page as it should be. What two actions have in common is shown with the first. */
export function renderActionsPage(actions: readonly ActionDefinition[]): string {
  const known: KnownFields[] = [];
  const sections = actions.map((action) => {
    const section = renderAction(action, known);
    const fields = describedSchema(action.input).properties ?? {};
    known.push({ where: `in [${action.id}](#${action.id.replaceAll(".", "")})`, fields, atLeast: 6 });
    return section;
  });
  return [introduction, ...sections].join("\n");
}

function renderAction(action: ActionDefinition, known: readonly KnownFields[]): string {
  const { id, displayName, description, input, idempotent, timeoutMs = 300_000, dryRun = "skipped" } = action;
  const retried = action.retryableErrors ?? "what another system causes, and what takes too long.";
  const repeated = idempotent ? "Harmless to repeat." : "Not harmless to repeat.";
  return [
    `## ${id}`,
    "",
    `**${displayName.en} · ${displayName.zh}.** ${sentence(description.en)} ${sentence(description.zh)}`,
    "",
    `${costs[action.cost ?? "io"]} ${dryRuns[typeof dryRun === "function" ? "byInput" : dryRun]}`,
    "",
    `${repeated} Tried again where a step says so: ${retried} One attempt takes ${timeoutMs / 60_000} minutes at most, unless the step says otherwise.`,
    "",
    renderFields(describedSchema(input), known),
  ].join("\n");
}

const costs = {
  none: "Costs nothing to speak of.",
  io: "Waits for a disk or another system.",
  cpu: "Computes.",
  send: "Reaches people: each run is noticed, and may be charged for.",
} as const;

const dryRuns = {
  runs: "When a rule is only tried out it runs as always.",
  captured: "When a rule is only tried out, what it would have done is shown instead.",
  skipped: "When a rule is only tried out it is skipped.",
  byInput:
    "When a rule is only tried out it runs as always where it only reads; else what it would have done is shown.",
} as const;

function sentence(text: string): string {
  if (/[.。]$/.test(text)) return text;
  return /\p{Script=Han}/u.test(text) ? `${text}。` : `${text}.`;
}

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = renderActionsPage([...(builtinActions.actions ?? []), ...(builtinConnectors.actions ?? [])]);
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/actions.md", page, options);
}
