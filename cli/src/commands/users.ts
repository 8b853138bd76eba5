import type { User } from "@belfry/client";
import type { Command } from "commander";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatInstant } from "../output/format.ts";
import { formatTable } from "../output/table.ts";
import { readYesNo, withContext, type AddCommand } from "./command.ts";
import { addLabel, scopeOfLabels, type Labels } from "./scope-option.ts";

interface UserOptions {
  readonly displayName?: string;
  readonly email?: string;
  readonly role?: string;
  readonly label?: Labels;
  readonly unrestricted?: boolean;
  readonly requireSecondFactor?: string;
  readonly allowLink?: string;
  readonly enabled?: string;
}

function withUserOptions(command: Command): Command {
  return command
    .option("--display-name <name>", "the name as people read it")
    .option("--email <address>", 'signs in as well as the name; "" takes it away')
    .option("--label <label=value>", "restrict to objects with this label; repeat it for more", addLabel)
    .option("--require-second-factor <yes|no>", "whether nothing else is open before a second factor is set up")
    .option("--allow-link <yes|no>", "whether the next single sign-on with this verified address gets the account");
}

/** What of these options was given, as the API takes it. */
function changesOf(options: UserOptions) {
  const { displayName, email, role, label, requireSecondFactor, allowLink, enabled } = options;
  return {
    ...(displayName !== undefined && { displayName }),
    ...(email !== undefined && { email: email === "" ? null : email }),
    ...(role !== undefined && { role }),
    ...(label !== undefined && { scope: scopeOfLabels(label) }),
    ...(options.unrestricted === true && { scope: null }),
    ...(requireSecondFactor !== undefined && {
      secondFactorRequired: readYesNo("--require-second-factor", requireSecondFactor),
    }),
    ...(allowLink !== undefined && { linkAllowed: readYesNo("--allow-link", allowLink) }),
    ...(enabled !== undefined && { enabled: readYesNo("--enabled", enabled) }),
  };
}

export const addUsersList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the people who may sign in, newest first")
    .option("--search <text>", "only those with this in their name or address")
    .action(
      withContext(host, async (context, { search }: { readonly search?: string }) => {
        const client = await context.client();
        const items: User[] = [];
        for (let cursor: string | null | undefined; cursor !== null;) {
          const page: { items: User[]; nextCursor: string | null } = await client.users.list({
            limit: 200,
            ...(search !== undefined && { search }),
            ...(cursor !== undefined && { cursor }),
          });
          items.push(...page.items);
          cursor = page.nextCursor;
        }
        const rows = items.map((user) => [
          user.name,
          user.displayName,
          user.email ?? "",
          user.role,
          stateOf(user),
          formatInstant(user.lastLoginAt),
        ]);
        const columns = [
          { head: "NAME", flexible: true },
          { head: "DISPLAY NAME", flexible: true },
          { head: "E-MAIL", flexible: true },
          { head: "ROLE", flexible: true },
          { head: "STATE" },
          { head: "LAST SIGN-IN" },
        ];
        const text = rows.length === 0 ? "There is nobody." : formatTable(columns, rows, context.width);
        context.print({ items }, text);
      }),
    );
};

function stateOf({ enabled, lockedUntil, mustChangePassword }: User): string {
  if (!enabled) return "disabled";
  if (lockedUntil !== null) return "locked";
  return mustChangePassword ? "new password" : "enabled";
}

export const addUsersAdd: AddCommand = (parent, host) => {
  withUserOptions(parent.command("add").description("add a person; the generated password is printed once"))
    .argument("<name>")
    .requiredOption("--role <role>", "what they may do; belfry roles list shows the roles")
    .option("--no-password", "without a password: signs in through the provider only")
    .action(
      withContext(
        host,
        async (context, name: string, options: UserOptions & { readonly role: string; readonly password: boolean }) => {
          const draft = { name, ...changesOf(options), role: options.role, withPassword: options.password };
          const added = await (await context.client()).users.create(draft);
          const told =
            added.password === null
              ? "They sign in through the provider."
              : `Their password, to be changed at the first sign-in: ${added.password}`;
          context.print(added, `Added ${added.user.name}. ${told}`);
        },
      ),
    );
};

export const addUsersSet: AddCommand = (parent, host) => {
  withUserOptions(parent.command("set").description("change a person; what is not named stays"))
    .argument("<name>")
    .option("--role <role>", "another role; signs them out")
    .option("--unrestricted", "restricted to nothing any more")
    .option("--enabled <yes|no>", "whether they may sign in; no signs them out at once")
    .action(
      withContext(host, async (context, name: string, options: UserOptions) => {
        const changes = changesOf(options);
        if (Object.keys(changes).length === 0) {
          const remedy = "Name what is to be changed; belfry users set --help lists the options.";
          throw new CliError("OPTION_MISSING", "There is nothing to change.", { remedy, exitCode: ExitCode.usage });
        }
        const user = await (await context.client()).users.change(name, changes);
        context.print(user, `Changed ${user.name}.`);
      }),
    );
};

export const addUsersResetPassword: AddCommand = (parent, host) => {
  parent
    .command("reset-password")
    .description("give a person a new password, printed once, and sign them out everywhere")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        const password = await (await context.client()).users.resetPassword(name);
        context.print(
          { name, password },
          `The new password of ${name}, to be changed at the next sign-in: ${password}`,
        );
      }),
    );
};

export const addUsersUnlock: AddCommand = (parent, host) => {
  parent
    .command("unlock")
    .description("let a person sign in again after too many wrong passwords")
    .argument("<name>")
    .option("--second-factor", "switch off their second factor too, when it is lost")
    .action(
      withContext(host, async (context, name: string, options: { readonly secondFactor?: boolean }) => {
        const client = await context.client();
        await client.users.unlock(name);
        if (options.secondFactor === true) await client.users.resetSecondFactor(name);
        context.print({ unlocked: name }, `${name} can sign in again.`);
      }),
    );
};

export const addUsersRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a person; to keep the name from being given again, disable them instead")
    .argument("<name>")
    .action(
      withContext(host, async (context, name: string) => {
        await (await context.client()).users.remove(name);
        context.print({ removed: name }, `Removed ${name}.`);
      }),
    );
};
