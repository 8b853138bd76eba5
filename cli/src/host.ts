import type { Readable, Writable } from "node:stream";
import type { CliConfig } from "./config.ts";

/** What a command line runs in: its settings and its three streams. */
export interface CliHost {
  readonly config: CliConfig;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly columns?: number; readonly isTTY?: boolean };
  readonly stderr: Writable;
  /** Says how the command ends; called at most once. Without it a command ends with 0. */
  exitWith(code: number): void;
}
