import type { ReactElement, ReactNode } from "react";
import styles from "./Page.module.css";

/** The frame of a page: its heading, what can be done, and its content. Names the tab of the browser too. */
export function Page(props: {
  readonly title: string;
  /** Stands before the title: where one came from. */
  readonly before?: ReactNode;
  /** Stands beside the title: a state. */
  readonly beside?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <>
      <title>{`${props.title} · 钟楼 Belfry`}</title>
      <header className={styles["header"]}>
        <div className={styles["heading"]}>
          {props.before !== undefined && <div className={styles["before"]}>{props.before}</div>}
          <div className={styles["line"]}>
            <h1 className={styles["title"]}>{props.title}</h1>
            {props.beside}
          </div>
          {props.lead !== undefined && <div className={styles["lead"]}>{props.lead}</div>}
        </div>
        {props.actions !== undefined && <div className={styles["actions"]}>{props.actions}</div>}
      </header>
      {props.children}
    </>
  );
}
