import { readdir, lstat } from "node:fs/promises";

/** A file below a watched folder. */
export interface WatchedFile {
  /** Its path below the folder, with / between the parts. */
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
}

export interface FoundFiles {
  readonly files: readonly WatchedFile[];
  /** Names that are not UTF-8, as far as they can be shown. */
  readonly unnamed: readonly string[];
}

/**
 * Whether a name fits a pattern: `*` stands for any characters, `?` for one. Only the last star is ever tried again, so
 * that no pattern takes long.
 */
export function fitsPattern(pattern: string, name: string): boolean {
  const wanted = Array.from(pattern.normalize("NFC"));
  const given = Array.from(name.normalize("NFC"));
  let [at, star, from] = [0, -1, 0];
  for (let place = 0; place < given.length;) {
    if (wanted[at] === "*") {
      star = at;
      from = place;
      at += 1;
    } else if (wanted[at] === "?" || wanted[at] === given[place]) {
      at += 1;
      place += 1;
    } else if (star === -1) {
      return false;
    } else {
      at = star + 1;
      from += 1;
      place = from;
    }
  }
  return wanted.slice(at).every((sign) => sign === "*");
}

/**
 * Lists the plain files of a folder. Links are left out, to files and to folders: they may lead to where nobody is to read.
 * What vanishes meanwhile is left out too. Stops when there are more than `most`.
 */
export async function listFiles(
  folder: string,
  options: {
    readonly pattern: string;
    readonly subfolders: boolean;
    readonly most: number;
    readonly signal: AbortSignal;
  },
): Promise<FoundFiles> {
  const files: WatchedFile[] = [];
  const unnamed: string[] = [];
  const open = [""];
  for (let below = open.pop(); below !== undefined; below = open.pop()) {
    const place = Buffer.from(below === "" ? folder : `${folder}/${below}`);
    for (const entry of await readdir(place, { withFileTypes: true, encoding: "buffer" })) {
      options.signal.throwIfAborted();
      const name = textOf(entry.name);
      if (entry.name[0] === DOT) continue;
      if (name === undefined) {
        if (entry.isFile()) unnamed.push(new TextDecoder("gb18030").decode(entry.name));
        continue;
      }
      const path = below === "" ? name : `${below}/${name}`;
      if (entry.isDirectory() && options.subfolders) open.push(path);
      if (!entry.isFile() || !fitsPattern(options.pattern, name)) continue;
      const state = await lstat(`${folder}/${path}`).catch(ifGone);
      if (state?.isFile() === true) files.push({ name: path, size: state.size, modifiedMs: Math.floor(state.mtimeMs) });
      if (files.length > options.most) return { files, unnamed };
    }
  }
  return { files, unnamed };
}

const DOT = ".".charCodeAt(0);

function textOf(name: Buffer): string | undefined {
  const text = name.toString("utf8");
  return Buffer.from(text).equals(name) ? text : undefined;
}

function ifGone(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
  throw error;
}
