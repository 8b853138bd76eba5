import type { DryRun, DryRunRun } from "@belfry/client";
import { Alert } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import styles from "./DryRunResult.module.css";
import { TriedStep } from "./TriedStep.tsx";

const tones: Readonly<Record<DryRunRun["state"], Tone>> = {
  success: "good",
  failed: "bad",
  cancelled: "quiet",
  stopped: "held",
};

/** What a dry run came to: first whether it would end well, then each run with its steps. */
export function DryRunResult({ dryRun }: { readonly dryRun: DryRun }): ReactElement {
  const { t } = useTranslation();
  const { fate, detail, runs, cut, at, version } = dryRun;
  const [first] = runs;
  return (
    <section aria-label={t("dryRun.result")} className={styles["result"]}>
      <p className={styles["head"]}>
        {fate === "fired" ? (
          first !== undefined && <StateMark tone={tones[first.state]}>{t(`dryRun.ends.${first.state}`)}</StateMark>
        ) : (
          <StateMark tone="held">{t(`dryRun.fates.${fate}`)}</StateMark>
        )}
        <span className="quiet">
          {version === null ? t("dryRun.notSaved") : t("dryRun.version", { version })} · <Instant at={at} as="both" />
        </span>
      </p>
      {detail !== null && <JsonBlock value={detail} label={t("dryRun.detail")} />}
      {fate === "fired" && <Alert type="info" showIcon title={t("dryRun.nothingHappened")} />}
      {runs.map((run) => (
        <Run key={run.run} run={run} />
      ))}
      {cut && <p className="quiet small">{t("dryRun.cut")}</p>}
    </section>
  );
}

function Run({ run }: { readonly run: DryRunRun }): ReactElement {
  const { t } = useTranslation();
  const { startedBy, items, steps, notReached, failure, rule } = run;
  return (
    <div className={styles["run"]}>
      {startedBy !== null && (
        <h3 className={styles["title"]}>
          {startedBy.step === null ? (
            <>
              {t("dryRun.forItem")} <code>{shortJson(startedBy.item)}</code>
            </>
          ) : (
            t("dryRun.calledBy", { rule, step: startedBy.step })
          )}{" "}
          <StateMark tone={tones[run.state]}>{t(`dryRun.ends.${run.state}`)}</StateMark>
        </h3>
      )}
      {items !== null && <p className="quiet">{t("dryRun.items", items)}</p>}
      {failure !== null && steps.every((step) => step.failure === null) && (
        <p className={styles["failure"]}>{failure.message}</p>
      )}
      {steps.length > 0 && (
        <ol className={styles["steps"]}>
          {steps.map((step) => (
            <li key={`${step.step} ${step.iteration}`}>
              <TriedStep step={step} />
            </li>
          ))}
        </ol>
      )}
      {notReached.length > 0 && items === null && (
        <p className="quiet small">{t("dryRun.notReached", { steps: notReached.join(", ") })}</p>
      )}
    </div>
  );
}

/** A value in one line, as long as it is read. */
function shortJson(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
