import type { BelfryClient } from "@belfry/client";
import { CliError, type FileProblem } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import type { FileBundle } from "../yaml/read-bundle.ts";

export type ImportResult = Awaited<ReturnType<BelfryClient["rules"]["import"]>>;
export type ImportItem = ImportResult["items"][number];

/** How a bundle is saved, besides what is in it. */
export interface ImportHow {
  readonly note?: string;
  readonly source?: string;
  readonly takeOver?: boolean;
  readonly prune?: boolean;
  readonly enable?: boolean;
  /** Which revision rules must be, by their names. */
  readonly expected?: Readonly<Record<string, string | null>>;
}

export interface Plan {
  readonly items: readonly ImportItem[];
  readonly missingSecrets: readonly string[];
  /** Does it; refused when somebody has changed one of the rules since the plan was made. */
  carryOut(): Promise<ImportResult>;
}

/**
 * Asks the server what would happen.
 * @throws CliError RULE_INVALID with the place of every mistake in the files, or with the code of the one thing refused
 */
export async function planImport(client: BelfryClient, files: FileBundle, how: ImportHow): Promise<Plan> {
  const bundle = {
    rules: files.rules.map(({ data }) => data as Record<string, unknown>),
    calendars: files.calendars.map(({ data }) => data as Record<string, unknown>),
    variables: files.variables,
    takeOver: false,
    prune: false,
    enable: false,
    ...how,
  };
  const { items, missingSecrets } = await client.rules.import(bundle, { dryRun: true });
  const refused = items.filter(({ outcome }) => outcome === "refused");
  if (refused.length > 0) throw refusal(refused, files);
  const seen = items.flatMap(({ kind, name, revision, place }) =>
    kind === "rule" && place !== null ? [[name, revision] as const] : [],
  );
  const expected = { ...Object.fromEntries(seen), ...how.expected };
  return { items, missingSecrets, carryOut: () => client.rules.import({ ...bundle, expected }) };
}

function refusal(refused: readonly ImportItem[], files: FileBundle): CliError {
  const problems = refused.flatMap((item) => problemsOf(item, files));
  const codes = new Set(refused.map(({ code }) => code));
  const [code] = codes;
  const message = problems.length === 1 ? "There is a mistake." : `There are ${problems.length} mistakes.`;
  return new CliError(codes.size === 1 && code != null ? code : "RULE_INVALID", message, {
    remedy: "Nothing was saved.",
    exitCode: codes.size === 1 && code === "PERMISSION_DENIED" ? ExitCode.denied : ExitCode.refused,
    problems,
  });
}

function problemsOf({ kind, name, place, problems }: ImportItem, files: FileBundle): FileProblem[] {
  const lists = { rule: files.rules, calendar: files.calendars, variable: [] };
  const source = place === null ? undefined : lists[kind][place];
  return problems.map(({ path, position, message, remedy }) => {
    const where = source === undefined ? `${kind} ${name}` : source.placeOf(path, position);
    return { place: [where, path].filter((part) => part !== "").join(" "), message, remedy };
  });
}
