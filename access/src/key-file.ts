/**
 * The master key of the vault: 32 random bytes in a file that only its owner may read.
 *
 * It is created once and never overwritten, because every stored secret is lost with it. The file is on the disk before
 * the first secret is encrypted: a key that a power cut takes away would take the secrets with it.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, stat } from "node:fs/promises";
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
  let file;
  try {
    file = await open(path, "wx", 0o600);
  } catch (error) {
    // Another process was quicker: its key is the key.
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return openKeyFile(path);
    throw error;
  }
  try {
    await file.writeFile(`${key.toString("base64")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  return key;
}

function unusable(path: string, reason: string, cause?: unknown): AppError {
  return new AppError("KEY_FILE_UNUSABLE", { path, reason }, { cause });
}
