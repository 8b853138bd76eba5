import { createRequire } from "node:module";

/** The version of this command, which is that of the whole product. */
export const { version } = createRequire(import.meta.url)("../package.json") as { readonly version: string };
