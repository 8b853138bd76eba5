import type { TemplateSummary } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input, Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { channelListQuery } from "../channels/index.ts";
import { Labelled } from "./Labelled.tsx";
import type { EditedVariant } from "./template-draft.ts";
import { templateListQuery } from "./template-queries.ts";
import styles from "./TemplateEditor.module.css";

interface PartProps {
  readonly variant: EditedVariant;
  readonly onChange: (part: Partial<EditedVariant>) => void;
}

/** The texts of one variant, the layout around it, and what only its channel understands. */
export function PartFields(props: PartProps & { readonly kind: "template" | "layout" | "partial" }): ReactElement {
  const { t } = useTranslation();
  const { variant, onChange, kind } = props;
  return (
    <>
      {kind === "template" && <LayoutField variant={variant} onChange={onChange} />}
      <Labelled label={t("templates.parts.subject")}>
        {(id) => (
          <Input id={id} value={variant.subject ?? ""} onChange={({ target }) => onChange({ subject: target.value })} />
        )}
      </Labelled>
      {(["text", "markdown"] as const).map((part) => (
        <Labelled key={part} label={t(`templates.parts.${part}`)}>
          {(id) => (
            <SourceArea id={id} value={variant[part]} rows={4} onChange={(value) => onChange({ [part]: value })} />
          )}
        </Labelled>
      ))}
      <HtmlField variant={variant} onChange={onChange} />
      {kind !== "layout" && <PayloadField variant={variant} onChange={onChange} />}
      <Partials />
    </>
  );
}

function SourceArea(props: {
  readonly id: string;
  readonly value: string | undefined;
  readonly rows: number;
  readonly onChange: (value: string) => void;
}): ReactElement {
  return (
    <Input.TextArea
      id={props.id}
      className="code"
      value={props.value ?? ""}
      spellCheck={false}
      autoSize={{ minRows: props.rows, maxRows: 16 }}
      onChange={({ target }) => props.onChange(target.value)}
    />
  );
}

/** A layout is chosen among those that there are, or written with its version: `mail-frame@2`. */
function LayoutField({ variant, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  const layouts = useTemplatesOf("layout");
  return (
    <Labelled label={t("templates.layout")} hint={t("templates.layoutHint")}>
      {(id) => (
        <AutoComplete
          id={id}
          allowClear
          value={variant.layout ?? ""}
          options={layouts.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
          onChange={(layout: string | undefined) => onChange({ layout: layout ?? "" })}
        />
      )}
    </Labelled>
  );
}

/** Written as HTML, or as MJML of which HTML is made when it is saved. */
function HtmlField({ variant, onChange }: PartProps): ReactElement {
  const { t } = useTranslation();
  const source = variant.mjml === undefined ? "html" : "mjml";
  // A variant has one of both: the other one would be made of it, or overwrite it.
  const choose = (next: "html" | "mjml") =>
    onChange({ html: undefined, mjml: undefined, [next]: variant[source] ?? "" });
  return (
    <>
      <Segmented<"html" | "mjml">
        aria-label={t("templates.source")}
        value={source}
        onChange={choose}
        options={(["html", "mjml"] as const).map((value) => ({ value, label: t(`templates.parts.${value}`) }))}
        style={{ alignSelf: "start" }}
      />
      <Labelled label={t(`templates.sources.${source}`)} {...(source === "mjml" && { hint: t("templates.mjmlHint") })}>
        {(id) => (
          <SourceArea id={id} value={variant[source]} rows={2} onChange={(value) => onChange({ [source]: value })} />
        )}
      </Labelled>
    </>
  );
}

/** The fields that only the channel has: the number of an SMS template, a card. */
function PayloadField({ variant, onChange }: PartProps): ReactElement | null {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const names = channels.find(({ id }) => id === variant.channel)?.payloadFields ?? [];
  if (names.length === 0 && variant.payload === undefined) return null;
  return (
    <Labelled
      label={t("messages.payload")}
      hint={
        names.length === 0
          ? t("templates.payloadHint")
          : t("templates.payloadFields", { fields: names.join(t("common.comma")) })
      }
    >
      {(id) => <SourceArea id={id} value={variant.payload} rows={2} onChange={(payload) => onChange({ payload })} />}
    </Labelled>
  );
}

/** What can be put into a text. */
function Partials(): ReactElement | null {
  const { t } = useTranslation();
  const partials = useTemplatesOf("partial");
  if (partials.length === 0) return null;
  return (
    <details>
      <summary>{t("templates.partials")}</summary>
      <ul className={styles["meters"]}>
        {partials.map(({ code, name }) => (
          <li key={code}>
            <code>{`{% render '${code}' %}`}</code> <span className="quiet">{name}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function useTemplatesOf(kind: "layout" | "partial"): readonly TemplateSummary[] {
  const { data } = useQuery(templateListQuery({ kind }));
  return data?.items ?? [];
}
