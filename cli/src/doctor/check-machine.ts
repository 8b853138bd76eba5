import { access, constants, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { formatBytes } from "../output/format.ts";
import type { ServiceFiles } from "../service/service-files.ts";
import { fail, ok, warn, type CheckResult } from "./check.ts";

const OLDEST_NODE = [24, 11] as const;
const FEW_BYTES = 2_000_000_000;
const TOO_FEW_BYTES = 200_000_000;

export function checkNode(version: string): CheckResult {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (isEnough) return ok("Node", version);
  return fail("Node", version, `Belfry needs ${OLDEST_NODE.join(".")} or newer: run npm install in its folder.`);
}

/** Whether the machine knows its place: times without a zone are shown in it. */
export function checkZone(zone: string | undefined, now: Date): CheckResult {
  const shown = now.toString().replace(/ \(.*\)$/, "");
  if (zone === undefined || zone === "") {
    return warn(
      "clock",
      `${shown}, in a zone without a name`,
      "Set TZ to a name of the IANA database, for example Asia/Shanghai.",
    );
  }
  // A computer that was switched on without a battery or a time server stands in 1970.
  if (now.getUTCFullYear() < 2025)
    return fail("clock", shown, "Set the clock of this machine: chronyd or systemd-timesyncd does it.");
  return ok("clock", `${shown} (${zone})`);
}

export async function checkDataFolder({ dataDir }: ServiceFiles): Promise<CheckResult> {
  const name = "data folder";
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT")
      return warn(name, `${dataDir} is not there yet`, "belfry start creates it; --data-dir names another one.");
    return fail(name, `${dataDir}: ${message}`, "Run the command as the user who started Belfry.");
  }
  const { mode } = await stat(dataDir);
  if (process.platform !== "win32" && (mode & 0o007) !== 0) {
    return warn(name, `everybody on this machine may look into ${dataDir}`, `chmod 700 ${dataDir}`);
  }
  return ok(name, dataDir);
}

export async function checkKeyFile({ key }: ServiceFiles): Promise<CheckResult> {
  const name = "key file";
  try {
    const { mode, size } = await stat(key);
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      return fail(name, `others may read ${key} (mode ${(mode & 0o777).toString(8)})`, `chmod 600 ${key}`);
    }
    if (size === 0)
      return fail(name, `${key} is empty`, "Restore it from the backup; without it the stored secrets are lost.");
    return ok(name, `${key}, only for its owner; keep a copy of it with your backups`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR")
      return warn(name, `${key} is not there yet`, "belfry start creates it.");
    return fail(name, message, "Run the command as the user who started Belfry.");
  }
}

export async function checkDisk({ dataDir }: ServiceFiles): Promise<CheckResult> {
  const name = "disk";
  const { bavail, bsize } = await statfs(await nearestFolder(dataDir));
  const free = bavail * bsize;
  const detail = `${formatBytes(free)} free for ${dataDir}`;
  if (free < TOO_FEW_BYTES)
    return fail(name, detail, "Free some space: the database stops writing when the disk is full.");
  if (free < FEW_BYTES) return warn(name, detail, "Free some space before it gets tight.");
  return ok(name, detail);
}

async function nearestFolder(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (dirname(path) === path) throw error;
    return nearestFolder(dirname(path));
  }
}
