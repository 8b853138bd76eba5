import type { Context } from "../context.ts";
import { version } from "../version.ts";
import { checkDataFolder, checkDisk, checkKeyFile, checkNode, checkZone } from "./check-machine.ts";
import { checkServer } from "./check-server.ts";
import type { CheckResult } from "./check.ts";

/** Looks at everything that often goes wrong. A check that finds something does not keep the others from looking. */
export async function runDoctor(context: Context): Promise<CheckResult[]> {
  const { files } = context;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [folder, key, disk, server] = await Promise.all([
    checkDataFolder(files),
    checkKeyFile(files),
    checkDisk(files),
    checkServer(context, version),
  ]);
  return [checkNode(process.versions.node), checkZone(zone, new Date()), folder, key, disk, ...server];
}
