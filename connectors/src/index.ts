export { builtinConnectors } from "./builtin-connectors.ts";
