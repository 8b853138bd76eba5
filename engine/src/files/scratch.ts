import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { onDisk } from "./durable-files.ts";

/** A folder of one attempt. Disposing of it removes it with everything inside; a second time changes nothing. */
export interface Scratch extends AsyncDisposable {
  readonly path: string;
}

/** Makes a folder for one attempt. It lies on the same disk as the kept files, so that adopting one is a rename. */
export async function openScratch(folder: string, prefix: string): Promise<Scratch> {
  const all = scratchFolder(folder);
  const path = await onDisk(async () => {
    await mkdir(all, { recursive: true, mode: 0o700 });
    return mkdtemp(join(all, `${prefix.replace(/[^0-9A-Za-z-]/g, "-").slice(0, 64)}-`));
  });
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** Removes what attempts left behind that a crash ended. Only while no attempt runs: at the start of the process. */
export async function clearScratch(folder: string): Promise<void> {
  await rm(scratchFolder(folder), { recursive: true, force: true });
}

function scratchFolder(folder: string): string {
  return join(folder, "scratch");
}
