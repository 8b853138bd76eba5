import { spawn } from "node:child_process";

/** Runs a program in a process of its own, so that none warms up another, and returns its last line as JSON. */
export async function measureProgram<T>(file: URL, args: readonly (string | number)[]): Promise<T> {
  const child = spawn(process.execPath, [file.pathname, ...args.map(String)], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  if (code !== 0) throw new Error(`${file.pathname} ended with ${code}.`);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as T;
}
