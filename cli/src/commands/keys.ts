import type { ApiKey, ApiKeyWithSecret } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readDuration, readInstant, readWholeNumber, withContext, type AddCommand } from "./command.ts";
import { addLabel, scopeOfLabels, type Labels } from "./scope-option.ts";

export const addKeysList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the API keys; their secrets never come out again")
    .option("--revoked", "the revoked ones too")
    .action(
      withContext(host, async (context, options: { readonly revoked?: boolean }) => {
        const items = await (await context.client()).keys.list({ revoked: options.revoked === true });
        const rows = items.map((key) => [
          key.id,
          key.name,
          stateOf(key),
          formatInstant(key.lastUsedAt),
          key.permissions.join(" "),
        ]);
        const columns = [
          { head: "KEY" },
          { head: "NAME", flexible: true },
          { head: "STATE" },
          { head: "LAST USED" },
          { head: "MAY", flexible: true },
        ];
        const text = rows.length === 0 ? "There are no API keys." : formatTable(columns, rows, context.width);
        context.print({ items }, text);
      }),
    );
};

function stateOf({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt !== null) return "revoked";
  return expiresAt === null ? "valid" : `until ${formatInstant(expiresAt)}`;
}

interface CreateOptions {
  readonly may: readonly string[];
  readonly note?: string;
  readonly label?: Labels;
  readonly expires?: string;
  readonly requestsPerMinute?: string;
}

export const addKeysCreate: AddCommand = (parent, host) => {
  parent
    .command("create")
    .description("make an API key for a program; its secret is printed once")
    .argument("<name>")
    .requiredOption("--may <permissions...>", "what it may do, like rules:read rules:run; never more than you may")
    .option("--note <text>", "what it is for")
    .option("--label <label=value>", "restrict it to objects with this label; repeat it for more", addLabel)
    .option("--expires <time>", "when it ends, like 2026-12-31; without it, it does not")
    .option("--requests-per-minute <number>", "how many requests it may make in a minute")
    .action(
      withContext(host, async (context, name: string, options: CreateOptions) => {
        const { may, note, label, expires, requestsPerMinute } = options;
        const client = await context.client();
        const made = await client.keys.create({
          name,
          permissions: await knownPermissions(client, may),
          ...(note !== undefined && { note }),
          ...(label !== undefined && { scope: scopeOfLabels(label) }),
          ...(expires !== undefined && { expiresAt: readInstant("--expires", expires) }),
          ...(requestsPerMinute !== undefined && {
            requestsPerMinute: readWholeNumber("--requests-per-minute", requestsPerMinute),
          }),
        });
        context.print(made, `Made ${made.key.name}.\n${secretOf(made)}`);
      }),
    );
};

type Client = Awaited<ReturnType<Parameters<Parameters<typeof withContext>[1]>[0]["client"]>>;
type PermissionName = Parameters<Client["keys"]["create"]>[0]["permissions"][number];

/** @throws CliError OPTION_INVALID for a permission that does not exist */
async function knownPermissions(client: Client, named: readonly string[]): Promise<PermissionName[]> {
  const { permissions } = await client.roles.list();
  const isKnown = (name: string): name is PermissionName => permissions.includes(name);
  const unknown = named.find((name) => !isKnown(name));
  if (unknown === undefined) return named.filter(isKnown);
  const remedy = `Name some of these: ${permissions.join(" ")}`;
  throw new CliError("OPTION_INVALID", `--may cannot be "${unknown}".`, { remedy, exitCode: ExitCode.usage });
}

export const addKeysRotate: AddCommand = (parent, host) => {
  parent
    .command("rotate")
    .description("give an API key a new secret, printed once; the old one stays good for a while")
    .argument("<key>")
    .option("--overlap <duration>", "how long the old secret stays good, like 1h; 0 ends it at once", "24h")
    .action(
      withContext(host, async (context, id: string, options: { readonly overlap: string }) => {
        const overlapSeconds = readDuration("--overlap", options.overlap);
        const made = await (await context.client()).keys.rotate(id, overlapSeconds);
        const until = made.key.previousSecretUntil;
        const old =
          until === null ? "The old secret has ended." : `The old secret is good until ${formatInstant(until)}.`;
        context.print(made, `Rotated ${made.key.name}. ${old}\n${secretOf(made)}`);
      }),
    );
};

function secretOf({ key, secret }: ApiKeyWithSecret): string {
  return `Key:    ${key.id}\nSecret: ${secret}\nSend:   Authorization: Bearer ${key.id}.${secret}`;
}

export const addKeysRevoke: AddCommand = (parent, host) => {
  parent
    .command("revoke")
    .description("end an API key, and every token it was exchanged for, at once")
    .argument("<key>")
    .action(
      withContext(host, async (context, id: string) => {
        await (await context.client()).keys.revoke(id);
        context.print({ revoked: id }, `Revoked ${id}.`);
      }),
    );
};
