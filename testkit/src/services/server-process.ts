import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

/** A program that serves a port, as it is started and asked whether it answers. */
export interface ServerProgram {
  /** As errors call it. */
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Whether the server answers. Asked again and again. */
  readonly answers: () => Promise<boolean>;
}

/** How long a server may take to answer or to end. RabbitMQ takes five seconds on a quiet machine. */
const patienceMs = 60_000;

/** Keeps one server running, so that tests can take it away and bring it back. */
export class ServerProcess {
  readonly #program: ServerProgram;
  #child: ChildProcess | undefined;
  #output = "";

  constructor(program: ServerProgram) {
    this.#program = program;
  }

  /** Resolves when the server answers. @throws Error with what the server printed last when it ends or stays silent */
  async start(): Promise<void> {
    const { name, path, args, env, folder, answers } = this.#program;
    if (this.#child !== undefined) return;
    // A test process that is killed tells nobody: the system then ends its server with it.
    const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", path, ...args], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8", HOME: folder, TMPDIR: folder, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#output = "";
    let ended: string | undefined;
    child.once("error", (error) => (ended = error.message));
    child.once("exit", (code, signal) => (ended = `it ended with ${signal ?? `code ${code}`}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.#output = `${this.#output}${text}`.slice(-4_000)));
    }
    const deadline = performance.now() + patienceMs;
    while (!(await answers())) {
      const isLate = performance.now() > deadline;
      if (ended !== undefined || isLate) {
        await this.kill();
        throw new Error(`${name} did not start: ${ended ?? `no answer in ${patienceMs} ms`}.\n${this.#output}`);
      }
      await pause(25);
    }
  }

  /** Asks the server to end, so that it keeps its data, and waits for it. Does nothing when it does not run. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const patience = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    await this.#end("SIGTERM");
    clearTimeout(patience);
  }

  /** Ends the server as a crash would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}
