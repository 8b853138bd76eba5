import type { TemplatePreview as Preview } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { MarkdownText } from "../../ui/markdown/MarkdownText.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { Section } from "../../ui/Section.tsx";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { mailDocument } from "../sandbox/index.ts";
import { templateDraftOf, type EditedTemplate, type EditedVariant } from "./template-draft.ts";
import { previewQuery } from "./template-queries.ts";
import styles from "./TemplateEditor.module.css";
import { useSettled } from "../../ui/use-settled.ts";

const SETTLED_MS = 400;

/** What the template becomes on a channel with its examples, and how much room that takes there. */
export function TemplatePreview(props: {
  readonly code: string;
  readonly edited: EditedTemplate;
  readonly variant: EditedVariant;
}): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const { variant } = props;
  // A variant for all channels can be looked at on each of them.
  const [other, setOther] = useState("wecom");
  const channel = variant.channel === "*" ? other : variant.channel;
  const settled = useSettled(useDeferredValue(props.edited), SETTLED_MS);
  const query = useQuery(
    previewQuery({
      code: /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(props.code) ? props.code : "new",
      channel,
      language: variant.language ?? "zh-CN",
      // What has no name yet can be looked at all the same.
      draft: templateDraftOf({ ...settled, name: settled.name === "" ? "–" : settled.name }),
    }),
  );
  return (
    <div className={styles["preview"]}>
      <Section
        title={t("templates.preview")}
        hint={t("templates.previewHint")}
        extra={
          variant.channel === "*" && (
            <Select
              aria-label={t("templates.previewChannel")}
              value={other}
              onChange={setOther}
              options={channels.map(({ id }) => ({ value: id, label: channelText(id) }))}
              style={{ minWidth: 140 }}
            />
          )
        }
      >
        <div aria-live="polite" aria-busy={query.isFetching}>
          {query.error !== null && <ProblemAlert error={query.error} />}
          {query.data !== undefined && query.error === null && <Shown preview={query.data} />}
        </div>
      </Section>
    </div>
  );
}

function Shown({ preview }: { readonly preview: Preview }): ReactElement {
  const { subject, text, html, payload, meters } = preview;
  const { t } = useTranslation();
  return (
    <>
      {subject !== undefined && subject !== "" && <h3 style={{ margin: "0 0 8px", fontSize: 15 }}>{subject}</h3>}
      {html === undefined ? (
        <Said of={preview} />
      ) : (
        <>
          {/* No rights at all: a template may hold anything. */}
          <iframe
            title={t("templates.preview")}
            className={styles["frame"]}
            sandbox=""
            srcDoc={mailDocument(html, new Map())}
          />
          {text !== undefined && (
            <details style={{ marginTop: 8 }}>
              <summary>{t("templates.plainText")}</summary>
              <pre className={styles["bubble"]}>{text}</pre>
            </details>
          )}
        </>
      )}
      {payload !== undefined && (
        <pre className={`${styles["bubble"]} code`} style={{ marginTop: 8 }} aria-label={t("messages.payload")}>
          {JSON.stringify(payload, null, 2)}
        </pre>
      )}
      <Meters meters={meters} />
    </>
  );
}

/** As a chat shows it: with the signs of Markdown carried out. */
function Said({ of: { text, markdown } }: { readonly of: Preview }): ReactElement | null {
  if (markdown !== undefined && markdown !== "")
    return (
      <div className={styles["bubble"]}>
        <MarkdownText text={markdown} />
      </div>
    );
  return text === undefined || text === "" ? null : <pre className={styles["bubble"]}>{text}</pre>;
}

function Meters({ meters }: Pick<Preview, "meters">): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const n = (value: number) => value.toLocaleString(language);
  return (
    <ul className={styles["meters"]} aria-label={t("templates.meters")}>
      {meters.map(({ part, bytes, characters, limit, fits, pieces }) => {
        const used = limit?.unit === "characters" ? characters : bytes;
        return (
          <li key={part}>
            <code>{part}</code>{" "}
            {limit === null
              ? t("templates.size", { bytes: n(bytes), characters: n(characters) })
              : t("templates.sizeOf", { used: n(used), most: n(limit.most), unit: t(`channels.units.${limit.unit}`) })}
            {pieces > 1 && ` · ${t("templates.pieces", { count: pieces })}`}
            {!fits && <strong> · {t("templates.tooLong")}</strong>}
            {limit !== null && (
              <progress
                max={limit.most}
                value={Math.min(used, limit.most)}
                aria-label={t("templates.meterOf", { part })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
