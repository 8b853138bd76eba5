import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Change } from "./audit-changes.ts";
import styles from "./ChangeList.module.css";

/** What stood there before and what stands there after, place by place. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <dl className={styles["changes"]} aria-label={t("audit.changes")}>
      {changes.map((change) => (
        <div key={change.path} className={styles["change"]}>
          <dt className={styles["path"]}>{change.path === "" ? t("audit.whole") : change.path}</dt>
          {"before" in change && <Side which="before" value={change.before} />}
          {"after" in change && <Side which="after" value={change.after} />}
        </div>
      ))}
    </dl>
  );
}

function Side({ which, value }: { readonly which: "before" | "after"; readonly value: unknown }): ReactElement {
  const { t } = useTranslation();
  return (
    <dd className={`${styles["side"]} ${styles[which]}`}>
      <span className={styles["mark"]} aria-hidden="true">
        {which === "before" ? "−" : "+"}
      </span>
      <span className="sr-only">{t(`audit.${which}`)} </span>
      {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
    </dd>
  );
}
