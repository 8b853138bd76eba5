export { mjmlPlugin } from "./mjml-plugin.ts";
