import type { ReactElement, ReactNode } from "react";
import { useId } from "react";
import styles from "./Section.module.css";

/** A titled panel of a page. */
export function Section(props: {
  readonly title: string;
  readonly extra?: ReactNode;
  readonly hint?: ReactNode;
  /** Whether the content reaches to the edges, as a table does. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <section className={styles["section"]} aria-labelledby={id}>
      <div className={styles["head"]}>
        <h2 id={id} className={styles["title"]}>
          {props.title}
        </h2>
        {props.extra}
      </div>
      {props.hint !== undefined && <p className={styles["hint"]}>{props.hint}</p>}
      <div className={props.flush === true ? styles["flush"] : styles["body"]}>{props.children}</div>
    </section>
  );
}
