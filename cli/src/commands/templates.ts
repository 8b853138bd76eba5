import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { unifiedDiff } from "../output/unified-diff.ts";
import { readDocument } from "../yaml/read-document.ts";
import { toYaml } from "../yaml/rule-yaml.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

type Draft = Parameters<BelfryClient["templates"]["save"]>[1];
type Preview = Awaited<ReturnType<BelfryClient["templates"]["preview"]>>;

export const addTemplatesList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the templates of messages")
    .option("--folder <folder>", "only those in this folder or below it")
    .option("--text <text>", "only those with this in their code or name")
    .action(
      withContext(host, async (context, filter: { readonly folder?: string; readonly text?: string }) => {
        const { items } = await (await context.client()).templates.list({ ...filter, limit: 200 });
        const rows = items.map(({ code, version, kind, folder, variants, name }) => [
          code,
          String(version),
          kind,
          folder,
          [...new Set(variants.map(({ channel }) => channel))].join(", "),
          name,
        ]);
        const heads = ["CODE", "VERSION", "KIND", "FOLDER", "CHANNELS"].map((head) => ({ head }));
        const columns = [...heads, { head: "NAME", flexible: true }];
        const text = rows.length === 0 ? "There are no templates." : formatTable(columns, rows, context.width);
        context.print({ items }, text);
      }),
    );
};

export const addTemplatesShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show a template as YAML, as save takes it")
    .argument("<template>")
    .option("--at <version>", "as it was at this version")
    .action(
      withContext(host, async (context, code: string, options: { readonly at?: string }) => {
        const { templates } = await context.client();
        const { at } = options;
        const shown =
          at === undefined ? await templates.get(code) : await templates.version(code, readWholeNumber("--at", at));
        context.print(shown, toYaml({ code, ...shown.definition }));
      }),
    );
};

export const addTemplatesSave: AddCommand = (parent, host) => {
  parent
    .command("save")
    .description("save a template from a YAML or JSON file; - reads standard input")
    .argument("<file>")
    .option("--note <text>", "what you say of it, for those who look at the versions")
    .action(
      withContext(host, async (context, file: string, { note }: { readonly note?: string }) => {
        const { code, ...draft } = templateOf(file, (await readDocument(file, context.stdin)).data);
        const { templates } = await context.client();
        const body = { ...draft, ...(note !== undefined && { note }) } as unknown as Draft;
        const saved = await templates.save(code, body);
        context.print(saved, `${code}: version ${saved.version}`);
      }),
    );
};

interface PreviewOptions {
  readonly language?: string;
  readonly variables?: string;
}

export const addTemplatesPreview: AddCommand = (parent, host) => {
  parent
    .command("preview")
    .description("show what a template becomes on a channel, and how much room it takes there")
    .argument("<template>")
    .argument("<channel>")
    .option("--language <language>", "its first when left out")
    .option("--variables <json>", "what is left out is as in the examples")
    .action(
      withContext(host, async (context, code: string, channel: string, options: PreviewOptions) => {
        const { templates } = await context.client();
        const { language, variables } = options;
        const preview = await templates.preview(code, {
          channel,
          ...(language !== undefined && { language }),
          ...(variables !== undefined && { variables: readVariables(variables) }),
        });
        context.print(preview, describePreview(preview));
      }),
    );
};

interface TestOptions extends PreviewOptions {
  readonly account?: string;
  readonly at?: string;
}

export const addTemplatesTest: AddCommand = (parent, host) => {
  parent
    .command("test")
    .description("send a template to a few addresses, to see how it arrives")
    .argument("<template>")
    .argument("<channel>")
    .argument("<address...>")
    .option("--language <language>", "its first when left out")
    .option("--variables <json>", "what is left out is as in the examples")
    .option("--account <account>", "the account that sends it; the best of the channel when left out")
    .option("--at <version>", "as it was at this version")
    .action(
      withContext(host, async (context, code: string, channel: string, to: string[], options: TestOptions) => {
        const { language, variables, account, at } = options;
        const { templates } = await context.client();
        const sent = await templates.test(code, {
          channel,
          to,
          ...(language !== undefined && { language }),
          ...(account !== undefined && { account }),
          ...(at !== undefined && { version: readWholeNumber("--at", at) }),
          ...(variables !== undefined && { variables: readVariables(variables) }),
        });
        context.print(sent, `Message ${sent.id}: belfry messages show ${sent.id}`);
      }),
    );
};

export const addTemplatesVersions: AddCommand = (parent, host) => {
  parent
    .command("versions")
    .description("list the versions of a template, the newest first")
    .argument("<template>")
    .option("-n, --limit <number>", "how many", "20")
    .action(
      withContext(host, async (context, code: string, { limit }: { readonly limit: string }) => {
        const { templates } = await context.client();
        const { items } = await templates.versions(code, { limit: readWholeNumber("--limit", limit) });
        const rows = items.map(({ version, createdAt, createdBy, note, current }) => [
          `${version}${current ? " *" : ""}`,
          formatInstant(createdAt),
          createdBy,
          note,
        ]);
        const flexible = ["WHO", "NOTE"].map((head) => ({ head, flexible: true }));
        context.print(
          { items },
          formatTable([{ head: "VERSION" }, { head: "WHEN" }, ...flexible], rows, context.width),
        );
      }),
    );
};

export const addTemplatesCompare: AddCommand = (parent, host) => {
  parent
    .command("compare")
    .description(
      "show what changed in a version of a template; ends with 0 when nothing and with 1 when something differs",
    )
    .argument("<template>")
    .argument("<version>")
    .argument("[from]", "the version it is compared with; the one before when left out")
    .action(
      withContext(host, async (context, code: string, versionText: string, fromText: string | undefined) => {
        const { templates } = await context.client();
        const version = readWholeNumber("version", versionText);
        const from = fromText === undefined ? undefined : readWholeNumber("from", fromText);
        const difference = await templates.diff(code, version, from);
        const after = await templates.version(code, version);
        const before = difference.from === 0 ? undefined : await templates.version(code, difference.from);
        const text = unifiedDiff(
          { name: `${code} ${difference.from}`, text: before === undefined ? "" : toYaml(before.definition) },
          { name: `${code} ${version}`, text: toYaml(after.definition) },
          { color: context.color },
        );
        context.print(difference, text === "" ? "Nothing differs." : text);
        return difference.changes.length === 0 ? ExitCode.ok : ExitCode.failed;
      }),
    );
};

export const addTemplatesRestore: AddCommand = (parent, host) => {
  parent
    .command("restore")
    .description("save what a version of a template says as its next version")
    .argument("<template>")
    .argument("<version>")
    .option("--note <text>", "what you say of it, for those who look at the versions")
    .action(
      withContext(host, async (context, code: string, version: string, { note }: { readonly note?: string }) => {
        const { templates } = await context.client();
        const number = readWholeNumber("version", version);
        const saved = await templates.restoreVersion(code, number, note === undefined ? {} : { note });
        context.print(saved, `${code}: version ${saved.version}`);
      }),
    );
};

export const addTemplatesRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a template that no other one uses")
    .argument("<template>")
    .action(
      withContext(host, async (context, code: string) => {
        await (await context.client()).templates.remove(code);
        context.print({ removed: code }, `Removed ${code}.`);
      }),
    );
};

function describePreview({ meters, subject, text, html, markdown, payload }: Preview): string {
  const parts = Object.entries({ subject, text, html, markdown }).flatMap(([part, written]) =>
    written === undefined ? [] : [`--- ${part}`, written],
  );
  const room = meters.map(({ part, bytes, characters, limit, fits, pieces }) => {
    const most = limit === null ? "" : ` of ${limit.most} ${limit.unit}`;
    const told = fits ? (pieces > 1 ? `, ${pieces} pieces` : "") : ": too long";
    return `${part}: ${bytes} bytes, ${characters} characters${most}${told}`;
  });
  return [
    ...parts,
    ...(payload === undefined ? [] : ["--- payload", JSON.stringify(payload, null, 2)]),
    "---",
    ...room,
  ].join("\n");
}

function readVariables(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const remedy = 'Write it like --variables \'{"name": "张三"}\'.';
  throw new CliError("OPTION_INVALID", "--variables is not a JSON object.", { remedy, exitCode: ExitCode.usage });
}

function templateOf(file: string, document: unknown): Record<string, unknown> & { code: string } {
  if (typeof document === "object" && document !== null && "code" in document && typeof document.code === "string") {
    return { ...document, code: document.code };
  }
  const remedy = "A template is an object with code, name and variants.";
  throw new CliError("FILE_INVALID", `${file} holds no template.`, { remedy, exitCode: ExitCode.refused });
}
