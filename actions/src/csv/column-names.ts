/** The names of the columns: those that were given, else those of the header, each different and none empty. */
export function columnNames(header: readonly string[], given: readonly string[] | undefined): string[] {
  const names: string[] = [];
  for (let index = 0; index < Math.max(header.length, given?.length ?? 0); index += 1) {
    const wanted = given?.[index] ?? header[index]?.trim() ?? "";
    names.push(unique(wanted === "" ? `column${index + 1}` : wanted, names));
  }
  return names;
}

/** The second "备注" of a sheet becomes "备注_2": as fields of one row they would overwrite each other. */
function unique(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}
