/** In UTF-16 units, as Excel counts. */
export const longestSheetName = 31;

/** The name of the sheet on which a full one goes on: `Name (2)`, shortened where it would be too long. */
export function continuedName(name: string, number: number): string {
  const ending = ` (${number})`;
  return name.slice(0, longestSheetName - ending.length).trimEnd() + ending;
}
