import type { Warning } from "./warning.ts";

interface Building {
  /** As it stands on the list: from 11 on it is not the code. */
  readonly display: string;
  /** The gate system's own id. */
  readonly id: string;
  readonly group: string;
}

/** The buildings of `bid_dict`. Their names and groups are the campus's, which the example knows and the file does not. */
export function buildingsOf(
  ids: Readonly<Record<string, string>>,
  shipped: unknown,
): { readonly buildings: Readonly<Record<string, Building>>; readonly warnings: readonly Warning[] } {
  const known = shipped as Readonly<Record<string, Building>>;
  const warnings: Warning[] = [];
  const buildings = Object.entries(ids).map(([code, id]): [string, Building] => {
    const building = known[code];
    if (building !== undefined) return [code, { ...building, id }];
    // As the old program decided: everything from 15 on belongs to the west.
    const group = Number(code) < 15 ? "中院" : "西院";
    const message = `Nobody said what building ${code} is called and to which group it belongs; "${code}" and ${group} were taken.`;
    warnings.push({ key: `bid_dict.${code}`, message, remedy: "Correct it in the variable buildings." });
    return [code, { display: code, id, group }];
  });
  return { buildings: Object.fromEntries(buildings), warnings };
}
