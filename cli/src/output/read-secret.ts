import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text as readStream } from "node:stream/consumers";
import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";

/** Reads a value that nobody is to see: from a terminal without an echo, else all of standard input. */
export async function readSecret(context: Context, prompt: string): Promise<string> {
  const { stdin } = context;
  const value = stdin.isTTY === true ? await ask(context, prompt) : await readStream(stdin);
  // The line break at the end belongs to `echo` and to editors, not to the secret.
  const trimmed = value.replace(/\r?\n$/, "");
  if (trimmed !== "") return trimmed;
  throw new CliError("SECRET_EMPTY", "The value is empty.", {
    remedy: "Type it, or send it: printf %s VALUE | belfry secrets set NAME",
    exitCode: ExitCode.usage,
  });
}

async function ask(context: Context, prompt: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  context.ask(prompt);
  const lines = createInterface({ input: context.stdin, output: silent, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    context.ask("\n");
  }
}
