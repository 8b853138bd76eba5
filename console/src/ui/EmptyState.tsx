import type { ReactElement, ReactNode } from "react";
import styles from "./EmptyState.module.css";

/** Nothing is here, and what to do about it. */
export function EmptyState(props: {
  readonly title: string;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className={styles["empty"]}>
      <svg viewBox="0 0 48 48" width="40" height="40" aria-hidden="true" className={styles["picture"]}>
        <path
          d="M24 8c6 0 9 5 9 11 0 6 2 9 4 11H11c2-2 4-5 4-11 0-6 3-11 9-11z"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinejoin="round"
        />
        <path
          d="M20 35a4 4 0 0 0 8 0M24 8V4"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      </svg>
      <p className={styles["title"]}>{props.title}</p>
      {props.text !== undefined && <p className={styles["text"]}>{props.text}</p>}
      {props.children}
    </div>
  );
}
