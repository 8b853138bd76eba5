import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { CliError, type FileProblem } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { parseSources, readText, type SourceFile } from "./read-document.ts";

/** Rules, and the calendars and variables that came with them, as they stand in files. */
export interface FileBundle {
  readonly rules: readonly SourceFile[];
  readonly calendars: readonly SourceFile[];
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Reads files, folders with all that lies below them, or standard input for `-`. What a document is says its first key:
 * `rule`, `calendar` or `variables`. Any other document is refused: a rule whose name is misspelt would be left out unseen.
 * @throws CliError FILE_NOT_FOUND, FILE_INVALID, RULE_INVALID with the place of every document that is none of these
 */
export async function readBundle(paths: readonly string[], stdin: Readable): Promise<FileBundle> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const sources: SourceFile[] = [];
  for (const path of files) {
    const found = parseSources(path === "-" ? "stdin" : path, await readText(path, stdin));
    sources.push(...found);
  }
  const problems: FileProblem[] = sources.filter((one) => kindOf(one) === undefined).map(noKind);
  if (problems.length > 0) {
    const message = problems.length === 1 ? "There is a mistake." : `There are ${problems.length} mistakes.`;
    const remedy = "Nothing was saved.";
    throw new CliError("RULE_INVALID", message, { remedy, exitCode: ExitCode.refused, problems });
  }
  const ofKind = (kind: Kind) => sources.filter((one) => kindOf(one) === kind);
  const variables = ofKind("variables").map(({ data }) => (data as { variables: object }).variables);
  return {
    rules: ofKind("rule"),
    calendars: ofKind("calendar"),
    variables: Object.assign({}, ...variables) as Record<string, unknown>,
  };
}

const kinds = ["rule", "calendar", "variables"] as const;
type Kind = (typeof kinds)[number];

function kindOf({ data }: SourceFile): Kind | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
  // A rule may well have variables or name a calendar: what it calls itself comes first.
  const kind = kinds.find((key) => key in data);
  if (kind === "variables" && typeof (data as { variables: unknown }).variables !== "object") return undefined;
  return kind ?? ("actions" in data ? "rule" : undefined);
}

function noKind(source: SourceFile): FileProblem {
  const remedy =
    "A rule is an object with rule, name and actions; a calendar begins with calendar, variables with variables.";
  return { place: source.placeOf(""), message: "This is no rule.", remedy };
}

async function filesAt(path: string): Promise<string[]> {
  if (path === "-") return [path];
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    // A file that is not there is told when it is read.
    () => false,
  );
  if (!isFolder) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const below = entries
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry): Promise<string[]> => {
      if (entry.isDirectory()) return filesAt(join(path, entry.name));
      return /\.(?:ya?ml|json)$/.test(entry.name) ? [join(path, entry.name)] : [];
    });
  return (await Promise.all(below)).flat();
}
