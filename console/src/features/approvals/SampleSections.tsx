import type { Approval } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import { Alert, Tabs } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { Section } from "../../ui/Section.tsx";
import { mailDocument } from "../sandbox/index.ts";
import { readSample, type ReadSample, type RecipientDiff } from "./approval-sample.ts";
import styles from "./SampleSections.module.css";

/** What a second person looks at before they decide. */
export function SampleSections({ approval }: { readonly approval: Approval }): ReactElement {
  const sample = readSample(approval.sample);
  const { rest, recipients } = sample;
  return (
    <>
      {recipients !== undefined && <Recipients diff={recipients} messageId={approval.messageId} />}
      {(sample.html !== undefined || sample.text !== undefined) && <Content sample={sample} />}
      {Object.keys(rest).length > 0 && <Rest kind={approval.kind} rest={rest} />}
    </>
  );
}

/** The definition of a rule, or the input of a step. */
function Rest(props: {
  readonly kind: Approval["kind"];
  readonly rest: Readonly<Record<string, unknown>>;
}): ReactElement {
  const { t } = useTranslation();
  const { definition, sends, version, ...others } = props.rest;
  if (definition === undefined) {
    return (
      <Section title={t(props.kind === "step" ? "approvals.stepInput" : "approvals.sample")}>
        <JsonBlock value={props.rest} label={t("approvals.sample")} />
      </Section>
    );
  }
  return (
    <Section title={t("approvals.definition")}>
      <Facts
        facts={[
          typeof version === "number" && { label: t("approvals.version"), value: version },
          Array.isArray(sends) && { label: t("approvals.sends"), value: <code>{sends.join(", ")}</code> },
          ...Object.entries(others).map(([label, value]) => ({ label, value: String(value) })),
        ]}
      />
      <div className={styles["definition"]}>
        <JsonBlock value={definition} label={t("approvals.definition")} />
      </div>
    </Section>
  );
}

function Content({ sample }: { readonly sample: ReadSample }): ReactElement {
  const { t } = useTranslation();
  const { html, text, attachments } = sample;
  return (
    <Section title={t("approvals.sample")}>
      <Facts
        facts={[
          sample.subject !== undefined && { label: t("messages.subject"), value: sample.subject },
          sample.channel !== undefined && { label: t("messages.channel"), value: <code>{sample.channel}</code> },
          attachments.length > 0 && {
            label: t("sandbox.attachments"),
            value: attachments.join(t("common.comma")),
          },
        ]}
      />
      <Tabs
        items={[
          ...(html === undefined
            ? []
            : [
                {
                  key: "html",
                  label: t("sandbox.views.html"),
                  // No rights at all: the text was filled with what came from outside.
                  children: (
                    <iframe
                      title={t("approvals.frame")}
                      className={styles["frame"]}
                      sandbox=""
                      srcDoc={mailDocument(html, new Map())}
                    />
                  ),
                },
              ]),
          ...(text === undefined
            ? []
            : [
                {
                  key: "text",
                  label: t("sandbox.views.text"),
                  children: <CodeBlock text={text} label={t("sandbox.views.text")} />,
                },
              ]),
        ]}
      />
    </Section>
  );
}

function Recipients(props: { readonly diff: RecipientDiff; readonly messageId: number | null }): ReactElement {
  const { t } = useTranslation();
  const { count, comparedWith, addedCount, removedCount, added, removed } = props.diff;
  return (
    <Section
      title={t("approvals.recipients", { count })}
      {...(comparedWith !== null && {
        hint: (
          <>
            {t("approvals.comparedWith")}{" "}
            <Link to="/messages/$messageId" params={{ messageId: comparedWith }}>
              #{comparedWith}
            </Link>
          </>
        ),
      })}
      extra={
        props.messageId !== null && (
          <Link to="/messages/$messageId" params={{ messageId: props.messageId }}>
            {t("approvals.allRecipients")}
          </Link>
        )
      }
    >
      {comparedWith === null ? (
        <Alert type="info" showIcon title={t("approvals.firstMessage")} />
      ) : addedCount + removedCount === 0 ? (
        <p className={styles["same"]}>{t("approvals.sameRecipients")}</p>
      ) : (
        <div className={styles["diff"]}>
          <DiffList sign="+" title={t("approvals.added", { count: addedCount })} addresses={added} count={addedCount} />
          <DiffList
            sign="−"
            title={t("approvals.removed", { count: removedCount })}
            addresses={removed}
            count={removedCount}
          />
        </div>
      )}
    </Section>
  );
}

function DiffList(props: {
  readonly sign: "+" | "−";
  readonly title: string;
  readonly addresses: readonly string[];
  /** How many there are, also where not all are named. */
  readonly count: number;
}): ReactElement {
  const { t } = useTranslation();
  const rest = props.count - props.addresses.length;
  return (
    <section aria-label={props.title}>
      <h3 className={styles["title"]}>{props.title}</h3>
      <ul className={`${styles["addresses"]} ${props.sign === "+" ? styles["added"] : styles["removed"]}`}>
        {props.addresses.map((address) => (
          <li key={address}>
            <span aria-hidden="true">{props.sign}</span> {address}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="quiet">{t("approvals.andMore", { count: rest })}</p>}
    </section>
  );
}
