import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import styles from "./DryRunResult.module.css";

/** The first of some rows, as a table. */
export function SampleRows({
  sample: { columns, rows, first },
}: {
  readonly sample: { readonly columns: readonly string[]; readonly rows: number; readonly first: readonly unknown[] };
}): ReactElement {
  const { t } = useTranslation();
  const title = t("dryRun.rows", { rows });
  return (
    <ScrollRegion label={title} className={styles["scroll"]}>
      <table className={styles["table"]} aria-label={title}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map((row, place) => (
            <tr key={place}>
              {columns.map((column) => (
                <td key={column}>{cellText((row as Readonly<Record<string, unknown>>)[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function cellText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
