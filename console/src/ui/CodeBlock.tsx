import type { ReactElement } from "react";
import styles from "./CodeBlock.module.css";
import { CopyButton } from "./CopyButton.tsx";
import { ScrollRegion } from "./ScrollRegion.tsx";

/** Text as it is written, with a button that copies it. A keyboard can scroll it. */
export function CodeBlock(props: {
  readonly text: string;
  readonly label: string;
  readonly tall?: boolean;
}): ReactElement {
  return (
    <div className={styles["block"]}>
      <div className={styles["copy"]}>
        <CopyButton text={props.text} />
      </div>
      <ScrollRegion label={props.label} className={props.tall === true ? styles["tall"] : styles["code"]}>
        <pre className={styles["text"]}>{props.text}</pre>
      </ScrollRegion>
    </div>
  );
}
