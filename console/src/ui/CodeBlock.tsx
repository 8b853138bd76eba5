import type { ReactElement } from "react";
import styles from "./CodeBlock.module.css";
import { CopyButton } from "./CopyButton.tsx";

/** Text as it is written, with a button that copies it. A keyboard can scroll it. */
export function CodeBlock(props: { readonly text: string; readonly label: string; readonly tall?: boolean }): ReactElement {
  return (
    <div className={styles["block"]}>
      <div className={styles["copy"]}>
        <CopyButton text={props.text} />
      </div>
      <pre className={props.tall === true ? styles["tall"] : styles["code"]} tabIndex={0} role="region" aria-label={props.label}>
        {props.text}
      </pre>
    </div>
  );
}
