import { useQueries, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { mailDocument } from "./mail-document.ts";
import styles from "./MailBody.module.css";
import { inlineImageQuery, mailSourceQuery, type Mail } from "./sandbox-queries.ts";
import type { MailView } from "./sandbox-search.ts";

export function MailBody({ mail, view }: { readonly mail: Mail; readonly view: MailView }): ReactElement {
  const { t } = useTranslation();
  switch (view) {
    case "html":
      return mail.html === undefined ? (
        <p className="quiet">{t("sandbox.noHtml")}</p>
      ) : (
        <Html mail={mail} html={mail.html} />
      );
    case "text":
      return mail.text === undefined ? (
        <p className="quiet">{t("sandbox.noText")}</p>
      ) : (
        <CodeBlock tall text={mail.text} label={t("sandbox.views.text")} />
      );
    case "headers":
      return <Headers headers={mail.headers} />;
    case "source":
      return <Source mailId={mail.id} />;
  }
}

function Html({ mail, html }: { readonly mail: Mail; readonly html: string }): ReactElement | null {
  const { t } = useTranslation();
  const inline = mail.attachments.filter(({ contentId }) => contentId !== undefined);
  const images = useQueries({ queries: inline.map(({ index }) => inlineImageQuery(mail.id, index)) });
  const byId = new Map(
    inline.flatMap(({ contentId }, place) => {
      const data = images[place]?.data;
      return contentId === undefined || data === undefined ? [] : [[contentId.replaceAll(/^<|>$/g, ""), data] as const];
    }),
  );
  // Drawn once, with its images: a frame that is written twice loads everything twice.
  if (images.some(({ isPending }) => isPending)) return null;
  // No rights at all: the mail came from outside.
  return <iframe title={t("sandbox.frame")} className={styles["frame"]} sandbox="" srcDoc={mailDocument(html, byId)} />;
}

function Headers({ headers }: { readonly headers: Mail["headers"] }): ReactElement {
  return (
    <dl className={styles["headers"]}>
      {headers.map(({ name, value }, place) => (
        // A header may stand there several times.
        <div key={`${place} ${name}`} className={styles["header"]}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Source({ mailId }: { readonly mailId: number }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(mailSourceQuery(mailId));
  return (
    <>
      <Button href={belfry.sandbox.sourceUrl(mailId)} download size="small" style={{ marginBottom: 8 }}>
        {t("sandbox.downloadSource")}
      </Button>
      <QueryView query={query}>{(source) => <CodeBlock text={source} label={t("sandbox.views.source")} />}</QueryView>
    </>
  );
}
