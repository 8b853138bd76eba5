import type { DryRunStep } from "@belfry/client";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FileList } from "../../ui/FileList.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import styles from "./DryRunResult.module.css";
import { SampleRows } from "./SampleRows.tsx";
import { TriedEffect } from "./TriedEffect.tsx";

const tones: Readonly<Record<DryRunStep["state"], Tone>> = {
  ran: "good",
  captured: "busy",
  "left-out": "quiet",
  "not-run": "quiet",
  unclear: "held",
  failed: "bad",
};

/** One step: what became of it in a line, and behind it what it was given, what it gave and what it would have done. */
export function TriedStep({ step }: { readonly step: DryRunStep }): ReactElement {
  const { t } = useTranslation();
  const { state, failure, dependsOn, condition, effects, files, rows, waits, output, known, input, logs } = step;
  const isOpen = effects.length > 0 || files.length > 0 || failure !== null;
  return (
    <details className={styles["step"]} open={isOpen}>
      <summary className={styles["summary"]}>
        <StateMark tone={tones[state]}>{t(`dryRun.states.${state}`)}</StateMark>
        <span className={styles["name"]}>
          {step.step}
          {step.iteration !== "" && ` [${step.iteration}]`}
        </span>
        <span className="quiet small">{step.use}</span>
        {step.items !== null && <span className="quiet small">{t("dryRun.items", step.items)}</span>}
      </summary>
      <div className={styles["body"]}>
        {failure !== null && (
          <p className={styles["failure"]}>
            {failure.message} <code>{failure.code}</code>
          </p>
        )}
        {dependsOn.length > 0 && <p className="quiet">{t("dryRun.dependsOn", { names: dependsOn.join(", ") })}</p>}
        {step.asks && <Releasers releasers={step.releasers} />}
        {step.closedOff.map((closed) => (
          <p key={closed.connection}>
            {t(`dryRun.closedOff.${closed.state}`, { connection: closed.connection })}
            {closed.state === "open" &&
              (closed.until === null ? (
                t("dryRun.closedOff.byHand")
              ) : (
                <>
                  {t("dryRun.closedOff.until")} <Instant at={closed.until} />
                </>
              ))}
          </p>
        ))}
        {waits !== null && (
          <p>
            {waits.kind === "event" ? (
              t("dryRun.waitsForEvent", { type: waits.type, key: waits.key })
            ) : (
              <>
                {t("dryRun.waitsUntil")} <Instant at={waits.until} />
              </>
            )}
          </p>
        )}
        {condition !== null && (
          <Part title={t("dryRun.condition")}>
            <p>
              <code>{condition.expression}</code> → <code>{JSON.stringify(condition.value)}</code>
            </p>
            <ConditionValues parts={condition.parts} />
          </Part>
        )}
        {effects.map((effect, place) => (
          <TriedEffect key={place} effect={effect} files={files} />
        ))}
        {files.length > 0 && (
          <Part title={t("dryRun.files")}>
            <FileList
              label={t("dryRun.files")}
              files={files.map(({ id, name, mediaType, bytes, content }) => ({
                key: id,
                name,
                mediaType,
                bytes,
                // The server masks it for who may not read personal data; then it is no file any more.
                ...(content !== null &&
                  /^[A-Za-z0-9+/=]*$/.test(content) && { address: `data:application/octet-stream;base64,${content}` }),
              }))}
            />
          </Part>
        )}
        {rows.map((sample, place) => (
          <Part key={place} title={t("dryRun.rows", { rows: sample.rows })}>
            <SampleRows sample={sample} />
          </Part>
        ))}
        {input !== undefined && (
          <Part title={t("dryRun.input")}>
            <JsonBlock value={input} label={t("dryRun.input")} />
          </Part>
        )}
        {state !== "not-run" && (
          <Part title={known === "real" ? t("dryRun.output") : t(`dryRun.known.${known}`)}>
            <JsonBlock value={output ?? null} label={t("dryRun.output")} />
          </Part>
        )}
        {logs.length > 0 && (
          <Part title={t("dryRun.logs")}>
            <ul className="small">
              {logs.map(({ message }, place) => (
                <li key={place}>{message}</li>
              ))}
            </ul>
          </Part>
        )}
      </div>
    </details>
  );
}

function Releasers({ releasers }: Pick<DryRunStep, "releasers">): ReactElement {
  const { t } = useTranslation();
  if (releasers === null) return <p className="quiet">{t("dryRun.asks")}</p>;
  const { names, total } = releasers;
  if (total === 0) return <p className={styles["failure"]}>{t("dryRun.nobodyReleases")}</p>;
  return (
    <p>
      {t("dryRun.asks")}{" "}
      {t(total > names.length ? "dryRun.releasersAndMore" : "dryRun.releasers", { names: names.join(", "), total })}
    </p>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <h4 className={styles["part"]}>{title}</h4>
      {children}
    </>
  );
}

type Parts = NonNullable<DryRunStep["condition"]>["parts"];

function ConditionValues({ parts }: { readonly parts: Parts }): ReactElement | null {
  const inner = parts.filter(({ depth }) => depth > 0);
  if (inner.length === 0) return null;
  return (
    <ul className="small">
      {inner.map(({ source, value, problem }, place) => (
        <li key={place}>
          <code>{source}</code> = {problem === undefined ? <code>{JSON.stringify(value)}</code> : problem.message}
        </li>
      ))}
    </ul>
  );
}
