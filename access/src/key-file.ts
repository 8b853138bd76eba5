/**
 * The master key of the vault: 32 random bytes in a file that only its owner may read.
 *
 * It is created once and never overwritten, because every stored secret is lost with it. The file is on the disk before
 * the first secret is encrypted: a key that a power cut takes away would take the secrets with it.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "@belfry/model";

const KEY_BYTES = 32;

/**
 * Reads the key file, or creates it with a fresh key when there is none.
 * @throws AppError KEY_FILE_UNUSABLE when it holds no key, others may read it, or it cannot be read or written
 */
export async function openKeyFile(path: string): Promise<Buffer> {
  try {
    const existing = await readKey(path);
    if (existing !== undefined) return existing;
    return await createKey(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unusable(path, `${path}: ${(error as Error).message}.`, error);
  }
}

/**
 * Writes another key over the key file. It is the old file or the new one at any moment, also after a power cut.
 * @throws AppError KEY_FILE_UNUSABLE when it cannot be written; the old one then stays
 */
export async function replaceKeyFile(path: string, key: Buffer): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await writeNewFile(unfinished, key);
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unusable(path, `${path}: ${(error as Error).message}.`, error);
  }
}

/**
 * The master key as an environment variable holds it: 32 bytes in base64 or as 64 hexadecimal digits.
 * @throws AppError CONFIG_INVALID; the error does not show it
 */
export function parseMasterKey(text: string, variable: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, "hex") : Buffer.from(trimmed, "base64");
  if (key.length === KEY_BYTES && (/^[0-9a-f]{64}$/i.test(trimmed) || /^[\w+/-]{43}=?$/.test(trimmed))) return key;
  throw new AppError("CONFIG_INVALID", {
    reason: `${variable} does not hold a key of ${KEY_BYTES} bytes in base64 or hexadecimal digits.`,
    remedy: "Make one with: openssl rand -base64 32",
  });
}

/**
 * The master key: that of the environment where one is given, else that of the key file, which is created if need be.
 * @throws AppError CONFIG_INVALID when both are there and differ; KEY_FILE_UNUSABLE
 */
export async function openMasterKey(options: {
  readonly fromEnvironment: string | undefined;
  readonly path: string;
}): Promise<{ readonly key: Buffer; readonly source: "environment" | "file" }> {
  const { fromEnvironment, path } = options;
  if (fromEnvironment === undefined) return { key: await openKeyFile(path), source: "file" };
  const key = parseMasterKey(fromEnvironment, "BELFRY_MASTER_KEY");
  const inFile = await readKey(path);
  if (inFile !== undefined && !inFile.equals(key)) {
    throw new AppError("CONFIG_INVALID", {
      reason: `BELFRY_MASTER_KEY and ${path} hold different keys, and Belfry does not guess which one is right.`,
      remedy: "Leave BELFRY_MASTER_KEY out, or move the key file away when the other one is the right one.",
    });
  }
  return { key, source: "environment" };
}

async function readKey(path: string): Promise<Buffer | undefined> {
  let text;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { mode } = await stat(path);
  // Windows knows no such modes and reports 0666 for every file.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    const shown = (mode & 0o777).toString(8).padStart(4, "0");
    throw unusable(path, `Others may read ${path} (mode ${shown}).`);
  }
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== KEY_BYTES) throw unusable(path, `${path} does not hold a key of ${KEY_BYTES} bytes in base64.`);
  return key;
}

async function createKey(path: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeNewFile(path, key);
  } catch (error) {
    // Another process was quicker: its key is the key.
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return openKeyFile(path);
    throw error;
  }
  await syncFolder(dirname(path));
  return key;
}

async function writeNewFile(path: string, key: Buffer): Promise<void> {
  await using file = await open(path, "wx", 0o600);
  await file.writeFile(`${key.toString("base64")}\n`);
  await file.sync();
}

/** Makes a new name in a folder survive a power failure. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, "r");
  await handle.sync();
}

function unusable(path: string, reason: string, cause?: unknown): AppError {
  return new AppError("KEY_FILE_UNUSABLE", { path, reason }, { cause });
}
