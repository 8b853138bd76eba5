import type { ReactElement, ReactNode } from "react";
import { AppearanceButtons } from "../../ui/AppearanceButtons.tsx";
import { Logo } from "../../ui/Logo.tsx";
import styles from "./EntranceFrame.module.css";

/** What stands around everything before the console itself: the login, and what has to be done first. */
export function EntranceFrame(props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <main className={styles["page"]}>
      <title>{`${props.title} · 钟楼 Belfry`}</title>
      <div className={styles["card"]}>
        <Logo size={56} />
        <h1 className={styles["title"]}>
          钟楼 <span>Belfry</span>
        </h1>
        <p className={styles["lead"]}>{props.lead}</p>
        {props.children}
      </div>
      <div className={styles["appearance"]}>
        <AppearanceButtons />
      </div>
    </main>
  );
}
