import type { ReactElement, ReactNode } from "react";
import styles from "./Facts.module.css";

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values beside each other. */
export function Facts({ facts }: { readonly facts: readonly (Fact | false)[] }): ReactElement {
  return (
    <dl className={styles["facts"]}>
      {facts
        .filter((fact) => fact !== false)
        .map(({ label, value }) => (
          <div key={label} className={styles["fact"]}>
            <dt className={styles["label"]}>{label}</dt>
            <dd className={styles["value"]}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
