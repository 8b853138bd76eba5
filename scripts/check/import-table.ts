/**
 * Who may import whom. STYLE.md shows this table; `npm run check` enforces it.
 *
 * Imports go one way. A package that is missing here, or that imports one which its line does not
 * name, fails the check. `server` is the composition root: it names everybody and nobody names it.
 */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  model: [],
  store: ["model"],
  "plugin-kit": ["model"],
  engine: ["model", "store", "plugin-kit"],
  notify: ["model", "store", "plugin-kit"],
  incentive: ["model", "store", "plugin-kit"],
  access: ["model", "store", "plugin-kit"],
  triggers: ["plugin-kit"],
  actions: ["plugin-kit"],
  channels: ["plugin-kit"],
  connectors: ["plugin-kit"],
  "plugins/trigger-kafka": ["plugin-kit"],
  "plugins/template-mjml": ["plugin-kit"],
  api: ["model", "engine", "notify", "incentive", "access"],
  client: [],
  cli: ["client", "incentive"],
  console: ["client"],
  server: [
    "model",
    "store",
    "plugin-kit",
    "engine",
    "notify",
    "incentive",
    "access",
    "triggers",
    "actions",
    "channels",
    "connectors",
    "api",
    "client",
    "fakes",
  ],
  fakes: [],
  testkit: ["model", "store", "plugin-kit", "engine", "access", "fakes"],
};

/** Packages that product code may never import, and why. */
export const nobodyImports = {
  server: "server is the composition root: it knows everybody, so whoever imports it knows everybody too",
  testkit: "testkit moves clocks and crashes processes, which must not be reachable from a running product",
} as const;
