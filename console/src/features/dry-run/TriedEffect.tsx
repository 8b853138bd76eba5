import type { DryRunEffect, DryRunStep } from "@belfry/client";
import { Segmented } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { mailDocument } from "../sandbox/index.ts";
import styles from "./DryRunResult.module.css";
import { SampleRows } from "./SampleRows.tsx";

type Of<Kind extends DryRunEffect["kind"]> = Extract<DryRunEffect, { kind: Kind }>;
type Files = DryRunStep["files"];

/** Something that a step would have done. */
export function TriedEffect({ effect, files }: { readonly effect: DryRunEffect; readonly files: Files }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const title = effect.kind === "other" ? effect.title[language] : t(`dryRun.effects.${effect.kind}`);
  return (
    <div className={styles["effect"]}>
      <p className={styles["effectTitle"]}>{title}</p>
      <Content effect={effect} files={files} />
    </div>
  );
}

function Content({ effect, files }: { readonly effect: DryRunEffect; readonly files: Files }): ReactElement {
  const { t } = useTranslation();
  switch (effect.kind) {
    case "message":
      return <Message message={effect} files={files} />;
    case "notice":
      return (
        <Facts
          facts={[
            { label: t("dryRun.to"), value: [...effect.users, ...effect.roles].join(", ") },
            { label: t("dryRun.subject"), value: effect.title },
            effect.body !== undefined && { label: t("dryRun.text"), value: effect.body },
          ]}
        />
      );
    case "request":
      return (
        <>
          <p>
            <code>
              {effect.method} {effect.url}
            </code>
          </p>
          <JsonBlock value={effect.headers} label={t("dryRun.headers")} />
          {effect.body !== null && <CodeBlock text={effect.body} label={t("dryRun.body")} />}
        </>
      );
    case "sql":
      return <Statements sql={effect} />;
    case "records":
      return <JsonBlock value={effect.changes} label={effect.table} />;
    case "publication":
      return (
        <>
          <Facts
            facts={[
              { label: t("dryRun.server"), value: effect.broker },
              { label: t("dryRun.to"), value: effect.to },
            ]}
          />
          <CodeBlock text={effect.body} label={t("dryRun.body")} />
        </>
      );
    case "object":
      return (
        <Facts
          facts={[
            { label: t("dryRun.server"), value: effect.server },
            { label: t("dryRun.to"), value: `${effect.bucket}/${effect.key}` },
            { label: t("dryRun.size"), value: formatBytes(effect.bytes) },
          ]}
        />
      );
    case "script":
      return <CodeBlock text={effect.source} label={effect.interpreter} />;
    case "other":
      return <JsonBlock value={effect.detail} label={t("dryRun.detail")} />;
  }
}

function Statements({ sql: { database, statements } }: { readonly sql: Of<"sql"> }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <p className="quiet small">{database}</p>
      {statements.map(({ sql, params, affected, notRun, returned }, place) => (
        <div key={place}>
          <CodeBlock text={sql} label={t("dryRun.statement")} />
          <p className="small">
            {JSON.stringify(params)} · {notRun ?? t("dryRun.affected", { rows: affected ?? 0 })}
          </p>
          {returned !== undefined && (
            <>
              <p className="small">{t("dryRun.returned", { rows: returned.rows })}</p>
              <SampleRows sample={returned} />
            </>
          )}
        </div>
      ))}
    </>
  );
}

function Message({ message, files }: { readonly message: Of<"message">; readonly files: Files }): ReactElement {
  const { t } = useTranslation();
  const { to, cc, bcc, subject, html, text, attachments, held, channel } = message;
  const views = [...(html === undefined ? [] : ["html" as const]), ...(text === undefined ? [] : ["text" as const])];
  const [chosen, setChosen] = useState<"html" | "text">();
  const view = chosen ?? views[0];
  const images = new Map(
    attachments.flatMap(({ file, contentId, mediaType }): [string, string][] => {
      const content = files.find(({ id }) => id === file)?.content;
      return contentId === undefined || content == null ? [] : [[contentId, `data:${mediaType};base64,${content}`]];
    }),
  );
  return (
    <>
      <Facts
        facts={[
          { label: t("dryRun.channel"), value: channel },
          { label: t("dryRun.to"), value: to.join(", ") },
          cc.length > 0 && { label: t("sandbox.cc"), value: cc.join(", ") },
          bcc.length > 0 && { label: t("sandbox.bcc"), value: bcc.join(", ") },
          { label: t("dryRun.subject"), value: subject },
          attachments.length > 0 && {
            label: t("sandbox.attachments"),
            value: attachments.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(", "),
          },
          held !== undefined && { label: t("dryRun.held"), value: t("dryRun.heldText", held) },
        ]}
      />
      {views.length > 1 && view !== undefined && (
        <Segmented<"html" | "text">
          aria-label={t("sandbox.view")}
          value={view}
          onChange={setChosen}
          options={views.map((value) => ({ value, label: t(`sandbox.views.${value}`) }))}
        />
      )}
      {view === "html" && html !== undefined && (
        // No rights at all: what stands in it may come from outside.
        <iframe title={t("sandbox.frame")} className={styles["frame"]} sandbox="" srcDoc={mailDocument(html, images)} />
      )}
      {view === "text" && text !== undefined && (
        <div className={styles["views"]}>
          <CodeBlock tall text={text} label={t("sandbox.views.text")} />
        </div>
      )}
    </>
  );
}
