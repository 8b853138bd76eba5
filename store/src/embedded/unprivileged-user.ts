/**
 * Which user the server runs as.
 *
 * PostgreSQL refuses to run as root, so a Belfry started by root hands it to a user without rights. A cluster that
 * exists already is always run by the user who owns its files: PostgreSQL checks that too, and changing owners of a
 * database behind the back of the administrator is nothing a start should do.
 */
import { readFile, stat } from "node:fs/promises";
import { AppError } from "@belfry/model";
import { hasErrno } from "./file-errors.ts";

export interface RunAs {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** In this order: an own user if the administrator made one, else the one every Linux has. */
const CANDIDATES = ["belfry", "nobody"];

/**
 * The user for the server of this cluster, or undefined for "as ourselves".
 *
 * @throws AppError `DATA_FOLDER_UNUSABLE` when the cluster belongs to somebody else and we are not root.
 */
export async function chooseRunAs(cluster: string): Promise<RunAs | undefined> {
  const ownUid = process.geteuid?.() ?? 0;
  const owner = await ownerOf(cluster);
  if (ownUid !== 0) {
    if (owner !== undefined && owner.uid !== ownUid) {
      throw new AppError("DATA_FOLDER_UNUSABLE", {
        cluster,
        reason: `${cluster} belongs to the user with the id ${owner.uid}, and Belfry runs as the user with the id ${ownUid}.`,
        remedy: "Start Belfry as the user who started it before (or as root), or choose another data folder.",
      });
    }
    return undefined;
  }
  const users = await readUsers();
  if (owner !== undefined && owner.uid !== 0) {
    const name = users.find((user) => user.uid === owner.uid)?.name ?? String(owner.uid);
    return { ...owner, name };
  }
  for (const name of CANDIDATES) {
    const user = users.find((candidate) => candidate.name === name);
    if (user !== undefined && user.uid !== 0) return user;
  }
  // The overflow id of the kernel: it needs no line in /etc/passwd, which the smallest container images do not have.
  return { uid: 65_534, gid: 65_534, name: "65534" };
}

async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const { uid, gid } = await stat(folder);
    return { uid, gid };
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function readUsers(): Promise<RunAs[]> {
  let text: string;
  try {
    text = await readFile("/etc/passwd", "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name === undefined || uid === undefined || gid === undefined
      ? []
      : [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
