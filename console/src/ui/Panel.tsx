import type { ReactElement, ReactNode } from "react";
import styles from "./Panel.module.css";

/** A raised surface, for instance under a table. */
export function Panel({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className={styles["panel"]}>{children}</div>;
}
