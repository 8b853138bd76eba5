import { join, resolve } from "node:path";
import { createClient, type BelfryClient } from "@belfry/client";
import type { Command } from "commander";
import type { CliConfig } from "./config.ts";
import type { CliHost } from "./host.ts";
import { CliError } from "./errors/cli-error.ts";
import { ExitCode } from "./errors/exit-code.ts";
import { readIfThere } from "./read-if-there.ts";
import { serviceFiles, type ServiceFiles } from "./service/service-files.ts";

/** The options that every command has. */
export interface GlobalOptions {
  readonly dataDir?: string;
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
}

/** What a command works with. */
export interface Context {
  readonly config: CliConfig;
  readonly files: ServiceFiles;
  /** Whether the result is for programs. */
  readonly json: boolean;
  /** Whether the output may be coloured: it goes to a terminal of somebody who did not say no. */
  readonly color: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
  readonly stdin: CliHost["stdin"];
  /** Where Belfry is. */
  url(): Promise<string>;
  /** The API with the token of this user; a call takes 90 seconds at most unless told otherwise. @throws CliError TOKEN_MISSING */
  client(options?: { readonly timeoutMs?: number }): Promise<BelfryClient>;
  /** Prints the result: the data for programs, the text for people. */
  print(data: unknown, text: string): void;
  /** Writes as it is, for what is no single result: a log, a file. */
  write(text: string): void;
  /** Writes a prompt where it does not mix with the result. */
  ask(prompt: string): void;
  /** Says on standard error how far it is; programs are not bothered. */
  progress(text: string): void;
}

const DEFAULT_URL = "http://127.0.0.1:4200";
// Testing an account may take a minute; everything else answers in seconds.
const CALL_TIMEOUT_MS = 90_000;

export function createContext(command: Command, host: CliHost): Context {
  const { config, stdin, stdout, stderr } = host;
  const options = command.optsWithGlobals<GlobalOptions>();
  const files = serviceFiles(resolve(options.dataDir ?? config.dataDir));
  const json = options.json === true;

  const url = async () => {
    const given = options.url ?? config.url ?? (await readIfThere(files.url)) ?? DEFAULT_URL;
    if (/^https?:$/.test(URL.parse(given)?.protocol ?? "")) return given.replace(/\/+$/, "");
    throw new CliError("URL_INVALID", `"${given}" is no address of Belfry.`, {
      remedy: "Write it like http://127.0.0.1:4200.",
      exitCode: ExitCode.usage,
    });
  };

  return {
    config,
    files,
    json,
    color: config.mayColor && stdout.isTTY === true && !json,
    width: stdout.columns ?? 80,
    stdin,
    url,
    async client({ timeoutMs = CALL_TIMEOUT_MS } = {}) {
      const token = options.token ?? config.token ?? (await readToken(files.token));
      return createClient({ baseUrl: await url(), token, timeoutMs });
    },
    print(data, text) {
      stdout.write(`${json ? JSON.stringify(data, null, 2) : text}\n`);
    },
    write(text) {
      stdout.write(text);
    },
    ask(prompt) {
      stderr.write(prompt);
    },
    progress(text) {
      if (!json) stderr.write(`${text}\n`);
    },
  };
}

async function readToken(path: string): Promise<string> {
  const token = await readIfThere(path);
  if (token !== undefined) return token;
  throw new CliError("TOKEN_MISSING", `There is no token in ${path}.`, {
    remedy: `Start Belfry with this data folder (${join(path, "..")}), name another one with --data-dir, or give a --token.`,
    exitCode: ExitCode.denied,
  });
}
