/**
 * Scripts of rules, off until an administrator allows them.
 *
 * What holds for each run, on Linux: an own process group that is killed as a whole when the script ends, times out or is
 * cancelled; an own empty folder that is removed; nothing of Belfry's environment; limits of the kernel on memory for each
 * process, processor time, the size of files and core dumps; limits on what it may write. Where Belfry runs as root: an
 * unprivileged user of its own, who cannot enter the data folder, and no way back to more rights. Where it does not, a
 * script may read whatever Belfry may read, the key of the vault too.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { ActionFailure, type RunScript, type ScriptRun } from "@belfry/plugin-kit";
import { readLines } from "./read-lines.ts";
import { openScriptFolder } from "./script-folder.ts";
import { killLeftovers, killScript, MARK } from "./script-processes.ts";
import { chooseScriptUser, type ScriptUser } from "./script-user.ts";

export interface ScriptRunnerOptions {
  /** Whether an administrator has allowed scripts; asked before each run. */
  readonly isAllowed: () => Promise<boolean>;
  /** Names the installation among others on the machine. Letters, digits and dashes. */
  readonly installation: string;
}

export interface ScriptRunner {
  readonly run: RunScript;
  /** Kills what an earlier process of this installation left running. Returns how many processes there were. */
  killLeftovers(): number;
}

const SEARCHED = ["/usr/local/bin", "/usr/bin", "/bin"];
/** What Node reserves for itself before a script of one line begins; its heap has a limit of its own. */
const NODE_OVERHEAD_BYTES = 768 * 1_048_576;
const LINES_AT_MOST = 2_000;
const FILE_BYTES_AT_MOST = 256 * 1_048_576;
/** Writes may end a little after the process that made them. */
const PIPE_PATIENCE_MS = 1_000;

let runs = 0;

export function createScriptRunner({ isAllowed, installation }: ScriptRunnerOptions): ScriptRunner {
  return {
    killLeftovers: () => killLeftovers(installation),
    async run(script) {
      if (!(await isAllowed())) {
        throw new ActionFailure(
          "Scripts are not allowed here. An administrator allows them in the settings (scripts.allowed).",
          { class: "config", code: "SCRIPTS_NOT_ALLOWED" },
        );
      }
      const user = await chooseScriptUser();
      await using folder = await openScriptFolder(script, user);
      runs += 1;
      const mark = `${installation}/${process.pid}/${runs}`;
      const ended = await runToItsEnd(script, { folder, user, mark });
      return {
        exitCode: ended.exitCode,
        isCut: ended.isCut,
        result: await folder.readResult(),
        files: await folder.takeFiles(script.outputFolder),
      };
    },
  };
}

async function runToItsEnd(
  script: ScriptRun,
  at: {
    readonly folder: { readonly path: string; readonly program: string; readonly resultFile: string };
    readonly user: ScriptUser | undefined;
    readonly mark: string;
  },
): Promise<{ exitCode: number; isCut: boolean }> {
  const { folder, user, mark } = at;
  if (script.signal.aborted) throw cancelled();
  const [program, ...args] = commandOf(script, { program: folder.program, user });
  const child = spawn(program ?? "", args, {
    cwd: folder.path,
    // Its own session and process group.
    detached: true,
    env: {
      ...script.env,
      PATH: SEARCHED.join(":"),
      HOME: folder.path,
      TMPDIR: folder.path,
      LANG: "C.UTF-8",
      BELFRY_RESULT: folder.resultFile,
      [MARK]: mark,
    },
    stdio: ["pipe", "pipe", "pipe"],
    ...user,
  });
  const failedToStart = once(child, "error").then(([error]) => {
    throw cannotStart(error as Error);
  });
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  // A script that reads nothing closes the pipe in our face.
  child.stdin.on("error", () => undefined);
  child.stdin.end(script.stdin ?? "");
  const streams = (["stdout", "stderr"] as const).map((name) =>
    readLines(child[name], { linesAtMost: LINES_AT_MOST, onLine: (line) => script.onLine(name, line) }),
  );
  const leader = child.pid;
  const end = () => {
    if (leader !== undefined) killScript(leader, mark);
  };
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    end();
  }, script.timeoutMs);
  script.signal.addEventListener("abort", end, { once: true });
  // The signal may have come between the check and here.
  if (script.signal.aborted) end();
  try {
    const closed = once(child, "close");
    const [code, signal] = await Promise.race([exited, failedToStart]);
    // What it left running ends with it, and with that whatever still holds the pipes open.
    end();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, PIPE_PATIENCE_MS).unref())]);
    for (const stream of streams) stream.end();
    if (script.signal.aborted) throw cancelled();
    if (isOver) throw stopped(`The script took longer than ${script.timeoutMs} ms.`, "timeout", "SCRIPT_TIMEOUT");
    if (code === null) throw killed(signal);
    return { exitCode: code, isCut: streams.some((stream) => stream.isCut()) };
  } finally {
    clearTimeout(timer);
    script.signal.removeEventListener("abort", end);
    // It may still reject when nobody waits for it any more, which would end the process.
    failedToStart.catch(() => undefined);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

/** A shell sets the limits and then becomes the program. */
function commandOf(
  { interpreter, args = [], timeoutMs, memoryBytes }: ScriptRun,
  { program, user }: { readonly program: string; readonly user: ScriptUser | undefined },
): string[] {
  const seconds = Math.ceil(timeoutMs / 1_000) + 1;
  const dataBytes = memoryBytes + (interpreter === "node" ? NODE_OVERHEAD_BYTES : 0);
  const limits = [
    "ulimit -c 0",
    `ulimit -d ${Math.ceil(dataBytes / 1_024)}`,
    `ulimit -t ${seconds}`,
    // In blocks of 512 bytes.
    `ulimit -f ${FILE_BYTES_AT_MOST / 512}`,
    "ulimit -n 256",
    // Counted for the whole user, hence only for one that runs nothing else. The shells do not agree on the letter.
    ...(user === undefined ? [] : ["{ ulimit -p 256 2>/dev/null || ulimit -u 256; }"]),
    "umask 077",
  ].join(" && ");
  return [
    ...guard(),
    "/bin/sh",
    "-c",
    `${limits} && exec "$@"`,
    "sh",
    ...programOf(interpreter, memoryBytes),
    program,
    ...args,
  ];
}

/** No way back to more rights through a program with the set-user-id bit, and no life after Belfry is killed. */
function guard(): string[] {
  const setpriv = find("setpriv");
  return setpriv === undefined ? [] : [setpriv, "--no-new-privs", "--pdeathsig", "KILL", "--"];
}

function programOf(interpreter: ScriptRun["interpreter"], memoryBytes: number): string[] {
  if (interpreter === "shell") return ["/bin/sh"];
  // The Node that runs Belfry is always there.
  if (interpreter === "node") return [process.execPath, `--max-old-space-size=${Math.floor(memoryBytes / 1_048_576)}`];
  const python = find("python3");
  if (python !== undefined) return [python, "-I", "-u", "-X", "utf8"];
  throw new ActionFailure(`There is no python3 in ${SEARCHED.join(", ")}.`, {
    class: "config",
    code: "SCRIPT_INTERPRETER_MISSING",
  });
}

function find(name: string): string | undefined {
  return SEARCHED.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));
}

function cancelled(): ActionFailure {
  return stopped("The script was cancelled.", "cancelled", "SCRIPT_CANCELLED");
}

function stopped(message: string, failureClass: "cancelled" | "timeout", code: string): ActionFailure {
  return new ActionFailure(message, { class: failureClass, code });
}

function killed(signal: NodeJS.Signals | null): ActionFailure {
  const why =
    signal === "SIGXCPU" ? "it used up its processor time" : signal === "SIGXFSZ" ? "it wrote too large a file" : "";
  return new ActionFailure(`The script was ended by ${signal ?? "a signal"}${why === "" ? "" : `: ${why}`}.`, {
    class: "runtime",
    code: "SCRIPT_KILLED",
    details: { signal },
  });
}

function cannotStart(error: Error): ActionFailure {
  return new ActionFailure(`The script could not be started: ${error.message}.`, {
    class: "config",
    code: "SCRIPT_INTERPRETER_MISSING",
    cause: error,
  });
}
