export { builtinActions } from "./builtin-actions.ts";
