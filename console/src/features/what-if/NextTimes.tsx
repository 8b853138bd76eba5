import type { EditedPreview, FireTime } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { FireTimes } from "../rules/index.ts";
import styles from "./WhatIfDialog.module.css";

/** The next fire times of a rule as it is saved, beside those that it would have. */
export function NextTimes({ preview: { before, after } }: { readonly preview: EditedPreview }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles["sides"]}>
      <section aria-label={t("whatIf.before")}>
        <h4 className={styles["side"]}>{t("whatIf.before")}</h4>
        {before === null ? <p className="quiet">{t("whatIf.newRule")}</p> : <Times times={before} />}
      </section>
      <section aria-label={t("whatIf.after")}>
        <h4 className={styles["side"]}>{t("whatIf.after")}</h4>
        <Times times={after} />
      </section>
    </div>
  );
}

function Times({ times }: { readonly times: readonly FireTime[] }): ReactElement {
  const { t } = useTranslation();
  return times.length === 0 ? <p className="quiet">{t("whatIf.noTimes")}</p> : <FireTimes times={times} />;
}
