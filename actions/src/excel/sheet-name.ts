import { ActionFailure } from "@belfry/plugin-kit";
import { longestSheetName } from "./continued-name.ts";

const forbidden = /[[\]:*?/\\\p{Cc}]/u;

/**
 * Refuses a name that Excel would refuse or "repair". It is not replaced silently: a list of which nobody knows whether
 * the sheet is really that of building 11 is worse than a failed run with a reason.
 */
export function checkSheetNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const reason =
      wrongWith(name) ?? (seen.has(name.toLowerCase()) ? "another sheet of this workbook has it already" : undefined);
    if (reason !== undefined) {
      throw new ActionFailure(
        `The sheet name ${JSON.stringify(name)} cannot be used: ${reason}. Change \`sheetName\`.`,
        {
          class: "config",
          code: "SHEET_NAME_INVALID",
          details: { sheetName: name },
        },
      );
    }
    seen.add(name.toLowerCase());
  }
}

function wrongWith(name: string): string | undefined {
  if (name.trim() === "") return "it is empty";
  if (name.length > longestSheetName) return `it has ${name.length} characters, and Excel allows ${longestSheetName}`;
  const character = forbidden.exec(name)?.[0];
  if (character !== undefined) return `it contains ${JSON.stringify(character)}, and Excel forbids [ ] : * ? / \\`;
  if (name.startsWith("'") || name.endsWith("'")) return "it begins or ends with an apostrophe";
  return name.toLowerCase() === "history" ? "Excel keeps it for itself" : undefined;
}
