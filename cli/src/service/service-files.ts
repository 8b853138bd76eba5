import { join } from "node:path";

/** What lies in the data folder of a background service. */
export interface ServiceFiles {
  readonly dataDir: string;
  readonly pid: string;
  /** Where it listens, while it runs. */
  readonly url: string;
  readonly log: string;
  /** What it says while it starts: its address, and the first password. Gone when it has started. */
  readonly startOutput: string;
  readonly token: string;
  readonly key: string;
}

export function serviceFiles(dataDir: string): ServiceFiles {
  return {
    dataDir,
    pid: join(dataDir, "belfry.pid"),
    url: join(dataDir, "belfry.url"),
    log: join(dataDir, "belfry.log"),
    startOutput: join(dataDir, "start-output"),
    token: join(dataDir, "cli-token"),
    key: join(dataDir, "key"),
  };
}
