import { FileOutlined, PictureOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Instant } from "../../ui/Instant.tsx";
import { MarkdownText } from "../../ui/markdown/MarkdownText.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import type { Received } from "./provider-queries.ts";
import { receivedForm } from "./received-form.ts";
import styles from "./ReceivedMessage.module.css";

/** A message as the people over there see it, and what was answered. */
export function ReceivedMessage({ message }: { readonly message: Received }): ReactElement {
  const { t } = useTranslation();
  const { at, to, kind, shown, fault } = message;
  return (
    <article className={styles["message"]}>
      <header className={styles["head"]}>
        <strong className="breakable">{to.length === 0 ? t("sandbox.nobody") : to.join(t("common.comma"))}</strong>
        <span className="quiet small">
          {kind === "" ? t("sandbox.unreadable") : t(`sandbox.kinds.${kind as "text"}`, { defaultValue: kind })}
        </span>
        <span className="quiet small">
          <Instant at={at} />
        </span>
        <span className={styles["fate"]}>
          {fault !== null && <StateMark tone="held">{t(`sandbox.faultNames.${fault}`)}</StateMark>}
          <StateMark tone={shown ? "good" : "bad"}>{t(shown ? "sandbox.shown" : "sandbox.notShown")}</StateMark>
        </span>
      </header>
      <Bubble message={message} />
      <Answer answer={message.answer} />
    </article>
  );
}

function Bubble({ message }: { readonly message: Received }): ReactElement {
  const { t } = useTranslation();
  const { title, text, mentions = [], file } = message;
  const form = receivedForm(message);
  return (
    <div className={`${styles["bubble"]} ${form.isCard ? styles["card"] : ""}`}>
      {title !== undefined && title !== "" && <p className={styles["title"]}>{title}</p>}
      {form.body === "markdown" && <MarkdownText text={text} />}
      {form.body === "text" && <p className={styles["text"]}>{text}</p>}
      {file !== undefined && (
        <p className={styles["file"]}>
          <span aria-hidden="true">{form.file === "picture" ? <PictureOutlined /> : <FileOutlined />}</span>
          <span className="breakable">{form.file === "picture" ? t("sandbox.picture") : file.name}</span>
          <span className="quiet small">{formatBytes(file.bytes)}</span>
        </p>
      )}
      {form.body === "none" && file === undefined && (title ?? "") === "" && (
        <p className="quiet">{t("sandbox.noContent")}</p>
      )}
      {mentions.length > 0 && (
        <ul className={styles["mentions"]} aria-label={t("sandbox.mentions")}>
          {mentions.map((who) => (
            <li key={who}>{`@${who === "all" ? t("sandbox.everybody") : who}`}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Answer({ answer }: Pick<Received, "answer">): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles["answer"]}>
      <span className="quiet">{t("sandbox.answered")}</span>
      {answer === null ? (
        <span>{t("sandbox.noAnswer")}</span>
      ) : (
        <>
          <code>{answer.status}</code>
          <code className="breakable">{answer.body}</code>
        </>
      )}
    </div>
  );
}
