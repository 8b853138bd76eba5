import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addVaultRotate: AddCommand = (parent, host) => {
  parent
    .command("rotate")
    .description(
      "change the master key of the vault while Belfry runs; asked again, it goes on where it was interrupted",
    )
    .option(
      "--new-key-env <name>",
      "where the master key comes from BELFRY_MASTER_KEY: the variable that holds the new one",
    )
    .action(
      withContext(host, async (context, { newKeyEnv }: { readonly newKeyEnv?: string }) => {
        // From a variable and not an argument, which would stand in the list of processes and in the shell's history.
        const newKey = newKeyEnv === undefined ? undefined : context.config.environment[newKeyEnv];
        if (newKeyEnv !== undefined && (newKey === undefined || newKey === "")) {
          throw new CliError("OPTION_INVALID", `The variable ${newKeyEnv} is empty.`, {
            remedy: `${newKeyEnv}=$(openssl rand -base64 32) belfry vault rotate --new-key-env ${newKeyEnv}`,
            exitCode: ExitCode.usage,
          });
        }
        const client = await context.client();
        const rotation = await client.vault.rotate(newKey === undefined ? {} : { newKey });
        const { resealed, unreadable, done, keyId } = rotation;
        const lines = [`${resealed} values are sealed with the new key ${keyId}.`];
        if (unreadable.length > 0) lines.push(`No known key opens: ${unreadable.join(", ")}. Store them again.`);
        lines.push(
          done
            ? "The old key is forgotten. Keep a copy of the new key file with your backups."
            : `Now set BELFRY_MASTER_KEY to the value of ${newKeyEnv ?? "the new key"} and restart every node; until then both keys are needed.`,
        );
        context.print(rotation, lines.join("\n"));
      }),
    );
};
