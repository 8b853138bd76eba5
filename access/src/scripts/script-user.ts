/**
 * Which user scripts run as. A Belfry that was started by root hands them to a user of their own: not to `nobody` and not
 * to `belfry`, who may run the embedded database, because processes of one user may kill and read each other.
 */
import { readFile } from "node:fs/promises";

export interface ScriptUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = "belfry-script";
/** Above the ids that Linux hands out and below the overflow id; it needs no line in /etc/passwd. */
const NAMELESS: ScriptUser = { uid: 65_533, gid: 65_533 };

/** The user for scripts, or undefined for "the one Belfry runs as", which only root can change. */
export async function chooseScriptUser(): Promise<ScriptUser | undefined> {
  if (process.geteuid?.() !== 0) return undefined;
  let users: string;
  try {
    users = await readFile("/etc/passwd", "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return NAMELESS;
    throw error;
  }
  const fields = users
    .split("\n")
    .map((line) => line.split(":"))
    .find(([name]) => name === NAME);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) ? { uid, gid } : NAMELESS;
}
