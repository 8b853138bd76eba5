import type { ReactElement, ReactNode } from "react";
import styles from "./StateMark.module.css";

/** What a state means for whoever looks: good, bad, under way, held up, or over without either. */
export type Tone = "good" | "bad" | "busy" | "held" | "quiet";

/** A state as a coloured mark and its name: never by colour alone. */
export function StateMark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactElement {
  return (
    <span className={`${styles["mark"]} ${styles[tone]}`}>
      <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" className={styles["shape"]}>
        {shapes[tone]}
      </svg>
      <span>{children}</span>
    </span>
  );
}

const shapes: Readonly<Record<Tone, ReactElement>> = {
  good: (
    <path
      d="M1.5 6.5 4.7 9.7 10.5 2.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  bad: (
    <path
      d="m2.2 2.2 7.6 7.6m0-7.6-7.6 7.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
  ),
  busy: <circle cx="6" cy="6" r="4.5" fill="currentColor" className={styles["pulse"]} />,
  held: <path d="M3 1.5v9M9 1.5v9" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />,
  quiet: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
};
