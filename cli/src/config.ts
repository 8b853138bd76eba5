/** The only file of the command line that reads the environment. */
import { homedir } from "node:os";
import { join } from "node:path";

export interface CliConfig {
  /** The data folder when no option names one: `BELFRY_DATA_DIR`, else `~/.belfry`. */
  readonly dataDir: string;
  /** Where Belfry is when no option says so: `BELFRY_URL`. */
  readonly url: string | undefined;
  /** The API token when no option brings one: `BELFRY_TOKEN`. */
  readonly token: string | undefined;
  /** In which language texts of rules are shown. */
  readonly language: "zh" | "en";
  /** Whether output may be coloured where it goes to a terminal: not with `NO_COLOR`. */
  readonly mayColor: boolean;
  /** Passed on to the server that `belfry start` starts. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** @param environment Defaults to that of this process. */
export function readCliConfig(environment: Readonly<Record<string, string | undefined>> = process.env): CliConfig {
  const value = (name: string) => (environment[name] === "" ? undefined : environment[name]);
  const locale = value("LC_ALL") ?? value("LC_MESSAGES") ?? value("LANG") ?? "";
  return {
    dataDir: value("BELFRY_DATA_DIR") ?? join(homedir(), ".belfry"),
    url: value("BELFRY_URL"),
    token: value("BELFRY_TOKEN"),
    language: locale.startsWith("zh") ? "zh" : "en",
    mayColor: value("NO_COLOR") === undefined,
    environment,
  };
}
