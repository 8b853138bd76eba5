export type ScriptInterpreter = "shell" | "python" | "node";

/** One run of a script in its own process. */
export interface ScriptRun {
  readonly interpreter: ScriptInterpreter;
  readonly source: string;
  /** @default none */
  readonly args?: readonly string[];
  /** Variables beside the few that every script gets. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** What the script reads from its standard input. @default nothing */
  readonly stdin?: string;
  /** Files that lie in the folder `in` under these names. @default none */
  readonly files?: readonly { readonly name: string; readonly path: string }[];
  /** Where the files that the script leaves in the folder `out` are put. */
  readonly outputFolder: string;
  /** In milliseconds. */
  readonly timeoutMs: number;
  /** The most memory that each process may use for its data, in bytes. */
  readonly memoryBytes: number;
  /** Aborting it ends the script and everything it started. */
  readonly signal: AbortSignal;
  /** Called for each line that the script writes. */
  readonly onLine: (stream: "stdout" | "stderr", line: string) => void;
}

export interface ScriptEnded {
  readonly exitCode: number;
  /** What the script wrote to the file `BELFRY_RESULT` names; nothing when it wrote none. */
  readonly result: string | undefined;
  /** Files it left in the folder `out`, now in the output folder. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
  /** Whether lines were left out, because there were too many. */
  readonly isCut: boolean;
}

/**
 * Runs a script, if an administrator has allowed scripts.
 * @throws ActionFailure SCRIPTS_NOT_ALLOWED (class `config`); SCRIPT_TIMEOUT; SCRIPT_CANCELLED; SCRIPT_KILLED when a limit
 * of the system ended it; SCRIPT_INTERPRETER_MISSING; SCRIPT_OUTPUT_INVALID for a result or file that cannot be taken over
 */
export type RunScript = (run: ScriptRun) => Promise<ScriptEnded>;
