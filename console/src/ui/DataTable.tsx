import { Button } from "antd";
import { Fragment, useState, type Key, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./DataTable.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly render: (row: Row) => ReactNode;
  /** In pixels. @default as much as its content needs */
  readonly width?: number;
  readonly align?: "end";
  /** The narrowest screen that shows it: from 576, 768 or 992 pixels. @default all of them */
  readonly from?: "small" | "middle" | "large";
}

/** More rows at once only make the page slow; the rest is one press away. */
const FIRST_ROWS = 200;

/**
 * Rows and columns. A plain table of the browser: pages sort and filter on the server, so nothing of what the table of the
 * component library brings (a quarter of the first load) is needed.
 */
export function DataTable<Row>(props: {
  readonly label: string;
  /** A column that is `false` is left out: whoever looks may not see it. */
  readonly columns: readonly (Column<Row> | false)[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => Key;
  /** Shown instead of rows. */
  readonly empty?: ReactNode;
  /** What stands below a row over its whole width. */
  readonly renderBelow?: (row: Row) => ReactNode;
  readonly dense?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const { rows, renderBelow } = props;
  const columns = props.columns.filter((column) => column !== false);
  const shown = isWhole ? rows : rows.slice(0, FIRST_ROWS);
  const rest = rows.length - shown.length;
  return (
    <>
      <table className={`${styles["table"]} ${props.dense === true ? styles["dense"] : ""}`} aria-label={props.label}>
        <thead>
          <tr>
            {columns.map(({ key, title, width, align, from }) => (
              <th key={key} scope="col" className={classOf(align, from)} style={{ width }}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const below = renderBelow?.(row);
            return (
              <Fragment key={props.rowKey(row)}>
                <tr>
                  {columns.map(({ key, render, align, from }) => (
                    <td key={key} className={classOf(align, from)}>
                      {render(row)}
                    </td>
                  ))}
                </tr>
                {below !== undefined && below !== null && (
                  <tr>
                    <td colSpan={columns.length} className={styles["below"]}>
                      {below}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && props.empty}
      {rest > 0 && (
        <div className={styles["more"]}>
          <Button type="link" onClick={() => setWhole(true)}>
            {t("common.showMore", { count: rest })}
          </Button>
        </div>
      )}
    </>
  );
}

function classOf(align: "end" | undefined, from: Column<never>["from"]): string {
  return [align === "end" ? styles["end"] : "", from === undefined ? "" : styles[from]].join(" ");
}
