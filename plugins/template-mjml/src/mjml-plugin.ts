import { definePlugin } from "@belfry/plugin-kit";
import { compileMjml } from "./compile-mjml.ts";

/** Lets templates of mails be written in MJML. */
export const mjmlPlugin = definePlugin({ name: "@belfry/template-mjml", version: "0.1.0", compileMjml });
