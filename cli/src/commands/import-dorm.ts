import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse as parseYaml } from "yaml";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { agreeToConnections, missingConnections } from "../import-dorm/agree-to-connections.ts";
import { applyImport, existingGate, type ImportResult } from "../import-dorm/apply-import.ts";
import { readDormConfig } from "../import-dorm/dorm-config.ts";
import { planImport, type DormExample, type ImportPlan } from "../import-dorm/plan-import.ts";
import type { Warning } from "../import-dorm/warning.ts";
import { formatInstant, scheduleOf } from "../output/format.ts";
import { withContext, type AddCommand } from "./command.ts";

interface ImportOptions {
  readonly gateUrl?: string;
  readonly campusId?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const example = new URL("../../../examples/dorm-late-return/", import.meta.url);

export const addImportDorm: AddCommand = (parent, host) => {
  parent
    .command("dorm")
    .description("take over the config.json of the late-return program: rule, variables, secrets and mail account")
    .argument("<file>", "JSON; comments are allowed; - reads standard input")
    .option("--gate-url <address>", "where the gate system is, up to and without /index")
    .option("--campus-id <id>", "the campus in the gate system")
    .option("--yes", "open the hosts of the own network that the rule needs, without asking")
    .option("--dry-run", "say what would be done and change nothing")
    .action(
      withContext(host, async (context, path: string, options: ImportOptions) => {
        checkGateUrl(options.gateUrl);
        const [dormConfig, shipped] = await Promise.all([readDormConfig(path, context.stdin), readExample()]);
        const client = await context.client();
        const gate = await existingGate(client);
        const plan = planImport(dormConfig, shipped, { ...options, ...(gate !== undefined && { gate }) });
        const connections = await missingConnections(client, plan.connections);
        if (options.dryRun === true) return printPlan(context, { ...plan, connections });
        await agreeToConnections(context, client, { connections, yes: options.yes === true });
        printResult(context, {
          ...(await applyImport(client, plan)),
          connections: connections.map(({ address }) => address),
        });
      }),
    );
};

async function readExample(): Promise<DormExample> {
  const [rule, variables] = await Promise.all(
    ["rule.yaml", "variables.yaml"].map(
      async (name) => parseYaml(await readFile(fileURLToPath(new URL(name, example)), "utf8")) as unknown,
    ),
  );
  return { rule: rule as DormExample["rule"], variables: (variables as Pick<DormExample, "variables">).variables };
}

function printPlan(
  context: Context,
  { rule, schedule, variables, secrets, account, connections, warnings }: ImportPlan,
): void {
  const names = { variables: Object.keys(variables), secrets: Object.keys(secrets) };
  const accountName = account === undefined ? null : { channel: account.channel, name: account.name };
  context.print(
    { dryRun: true, rule: rule["rule"], cron: schedule.cron, ...names, account: accountName, connections, warnings },
    [
      `Nothing was changed. This would be done:`,
      `rule       ${String(rule["rule"])}, ${schedule.cron}`,
      ...listed(names.variables, names.secrets, accountName),
      ...opened(connections.map(({ address }) => address)),
      ...writtenWarnings(warnings),
    ].join("\n"),
  );
}

function printResult(context: Context, result: ImportResult & { readonly connections: readonly string[] }): void {
  const { rule, outcome, variables, secrets, account, warnings } = result;
  const next = rule.nextFireAt === null ? "" : `, next ${formatInstant(rule.nextFireAt)}`;
  const lines = [
    `rule       ${rule.rule}: ${outcome}, version ${rule.version}, ${rule.status}`,
    `schedule   ${scheduleOf(rule, context.config.language)}${next}`,
    ...listed(variables, secrets, account),
    ...opened(result.connections),
    ...writtenWarnings(warnings),
  ];
  context.print(result, lines.join("\n"));
}

function listed(variables: readonly string[], secrets: readonly string[], account: ImportResult["account"]): string[] {
  return [
    `variables  ${variables.join(", ")}`,
    `secrets    ${secrets.length === 0 ? "none" : secrets.join(", ")}`,
    `account    ${account === null ? "none" : `${account.channel} ${account.name}`}`,
  ];
}

function opened(addresses: readonly string[]): string[] {
  return addresses.length === 0 ? [] : [`opens      ${addresses.join(", ")}`];
}

function writtenWarnings(warnings: readonly Warning[]): string[] {
  if (warnings.length === 0) return [];
  return ["", ...warnings.map(({ key, message, remedy }) => `warning    ${key}: ${message}\n           ${remedy}`)];
}

function checkGateUrl(url: string | undefined): void {
  if (url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? "")) return;
  const remedy = "Write it like https://gate.campus.example/da-roadgate-resident.";
  throw new CliError("URL_INVALID", `"${url}" is no address.`, { remedy, exitCode: ExitCode.usage });
}
