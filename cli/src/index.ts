export { readCliConfig } from "./config.ts";
export type { CliConfig } from "./config.ts";
export { ExitCode } from "./errors/exit-code.ts";
export type { CliHost } from "./host.ts";
export { createProgram, runCommandLine } from "./program.ts";
export { planGrid } from "./import-platform/plan-grid.ts";
export { readPlatformConfig } from "./import-platform/platform-config.ts";
