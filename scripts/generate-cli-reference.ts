/** docs/reference/cli.md: every command with its arguments and options, from the commands themselves. */
import { createProgram, ExitCode, readCliConfig } from "@belfry/cli";
import { settleGeneratedFile } from "./generate/generated-file.ts";

type Program = ReturnType<typeof createProgram>;

const meanings: Readonly<Record<keyof typeof ExitCode, string>> = {
  ok: "done",
  failed: "it did not work, for a reason that is none of those below; a rule that was waited for has failed",
  usage: "the command line is wrong",
  unreachable: "Belfry, or its database, does not answer",
  notFound: "there is no such rule, execution, secret, …",
  refused: "Belfry refused it: it is invalid, or not possible in the present state",
  denied: "no token, an unknown one, or one that may not do this",
};

const introduction = `# Command line

\`belfry\` talks to a running Belfry over its API; \`belfry start\` runs one in the background.

<!-- Written by npm run generate from the commands in cli. -->

## Where it looks

| what | option | variable | else |
| --- | --- | --- | --- |
| data folder | \`--data-dir\` | \`BELFRY_DATA_DIR\` | \`~/.belfry\` |
| address | \`--url\` | \`BELFRY_URL\` | \`belfry.url\` in the data folder, which \`belfry start\` writes; else \`http://127.0.0.1:4200\` |
| token | \`--token\` | \`BELFRY_TOKEN\` | \`cli-token\` in the data folder, which the server writes anew at each start, for its own user only |

\`belfry start\` hands its environment on to the server: [settings](settings.md) are made there.
In the data folder lie also \`belfry.pid\`, \`belfry.log\` (one JSON object a line) and \`key\`, the master key of the vault:
keep a copy of it with your backups.

## Results for programs

With \`--json\` a command prints one JSON value on standard output: what the API answered, in the shape of its OpenAPI
document. Lists are \`{"items":[…]}\`. \`belfry logs --json\` prints one object a line. Errors go to standard error as
\`{"error":{"code","message","remedy","problems":[{"place","message","remedy"}],"requestId"}}\`; the [codes](errors.md) are
those of the API. Progress is never printed then.

Secrets are read from standard input or asked for without an echo. They are never an argument: arguments stand in the list
of processes and in the shell's history.
`;

function exitCodes(): string {
  const rows = Object.entries(ExitCode).map(
    ([name, code]) => `| ${code} | ${meanings[name as keyof typeof ExitCode]} |`,
  );
  return `## Exit codes\n\n| code | meaning |\n| --- | --- |\n${rows.join("\n")}\n`;
}

/** The commands that do something; a noun such as \`rules\` only holds them. */
function leaves(command: Program, path: readonly string[]): { readonly command: Program; readonly path: string }[] {
  const here = [...path, command.name()];
  const children = command.commands.filter((child) => child.name() !== "help");
  if (children.length === 0) return [{ command, path: here.join(" ") }];
  return children.flatMap((child) => leaves(child, here));
}

function section({ command, path }: ReturnType<typeof leaves>[number]): string {
  const usage = [path, ...command.registeredArguments.map(argument)];
  const options = command.options.map(({ flags, description, defaultValue }) => {
    const standard = typeof defaultValue === "string" ? ` Default: ${defaultValue}.` : "";
    return `- \`${flags}\`: ${description}.${standard}`;
  });
  const list = options.length === 0 ? "" : `\n${options.join("\n")}\n`;
  return `### ${path}\n\n\`${usage.join(" ")}\`: ${command.description()}.\n${list}`;
}

function argument(one: Program["registeredArguments"][number]): string {
  const shown = one.variadic ? `${one.name()}…` : one.name();
  return one.required ? `<${shown}>` : `[${shown}]`;
}

const { stdin, stdout, stderr } = process;
const program = createProgram({ config: readCliConfig({}), stdin, stdout, stderr, exitWith: () => undefined });
const commands = leaves(program, []).map(section);
const page = [introduction, exitCodes(), "## Commands\n", ...commands].join("\n");
process.exitCode = settleGeneratedFile(process.cwd(), "docs/reference/cli.md", page, {
  check: process.argv.includes("--check"),
});
