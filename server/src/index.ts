export { readServerConfig, ServerEnv } from "./config.ts";
export type { ServerConfig } from "./config.ts";
export { installShippedRules } from "./alerts/install-shipped-rules.ts";
export { shippedRules } from "./alerts/shipped-rules.ts";
export { createServerLog } from "./server-log.ts";
export { startServer } from "./start-server.ts";
export type { Server, ServerOptions } from "./start-server.ts";
