import type { Delivery } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import styles from "./ProviderSaid.module.css";

type Said = Pick<Delivery["attempts"][number], "code" | "words" | "text" | "reason" | "answer">;

/**
 * What a provider said of a delivery, in the reader's language: what its code means and what to do, or else the reason;
 * behind it the answer as it came.
 */
export function ProviderSaid(props: {
  readonly of: Said;
  /** A reason that stands beside it already, and need not be said again. */
  readonly known?: string | null;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { code, words, text, reason, answer } = props.of;
  const hasCode = code !== null && code !== "";
  return (
    <>
      {words !== null ? (
        <div className="small breakable">
          {hasCode && <Code code={code} />} {words.meaning[language]}
          <div>
            <strong>{t("problem.remedy")}</strong>
            {words.advice[language]}
          </div>
        </div>
      ) : (
        <div className="small breakable">
          {hasCode && <Code code={code} />}
          {text !== null && reason !== props.known && <span className="quiet"> {text[language]}</span>}
        </div>
      )}
      {answer !== null && answer !== "" && (
        <details className="small">
          <summary>{t("messages.answer")}</summary>
          <pre className={styles["answer"]}>{answer}</pre>
        </details>
      )}
    </>
  );
}

function Code({ code }: { readonly code: string }): ReactElement {
  const { t } = useTranslation();
  return <code title={t("channels.code")}>{code}</code>;
}
