import { stringify } from "yaml";

/** A rule, calendar or the like as a file; the server has put its keys into the order in which people write them. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 120 });
}
