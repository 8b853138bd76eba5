/** docs/reference/execution-states.md: the diagram of the states of an execution, drawn from the table in model. */
import { isEnded, nextExecutionStates, type ExecutionState } from "@belfry/model";
import { settleGeneratedFile } from "./generated-file.ts";

const meanings: Readonly<Record<ExecutionState, string>> = {
  pending: "It waits for a worker, or for a place under the concurrency limit of its rule.",
  running: "A node holds it and runs its actions.",
  retrying: "An action failed and is tried again later; no node holds it until then.",
  waiting: "It waits for something outside: its children, a delivery, a time. No node holds it.",
  success: "All actions have ended well.",
  failed: "An action has finally failed. It is on the dead-letter list, and a person may retry it.",
  cancelled: "Somebody cancelled it. A person may retry it.",
  skipped: "There was nothing to do.",
};

/** The page as it should be. */
export function renderExecutionStates(next: Readonly<Record<ExecutionState, readonly ExecutionState[]>>): string {
  const states = Object.keys(next) as ExecutionState[];
  const arrows = states.flatMap((from) => [
    ...next[from].map((to) => `    ${from} --> ${to}`),
    ...(isEnded(from) ? [`    ${from} --> [*]`] : []),
  ]);
  return `# States of an execution

<!-- Written by npm run generate from nextExecutionStates in model. -->

\`\`\`mermaid
stateDiagram-v2
    [*] --> pending
${arrows.join("\n")}
\`\`\`

| state | what it means | may become |
| --- | --- | --- |
${states.map((state) => `| \`${state}\` | ${meanings[state]} | ${next[state].map((to) => `\`${to}\``).join(", ")} |`).join("\n")}
`;
}

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  const page = renderExecutionStates(nextExecutionStates);
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/execution-states.md", page, options);
}
