import type { ExplainStep, Explanation } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { TracedParts } from "../../ui/TracedParts.tsx";
import styles from "./ExplanationView.module.css";
import { groupSteps } from "./group-steps.ts";
import { useStepText } from "./use-step-text.ts";

const tones: Readonly<Record<ExplainStep["verdict"], Tone>> = {
  yes: "good",
  no: "bad",
  unknown: "held",
  info: "quiet",
};

/** The answer, and below it the steps that lead to it, in the order in which Belfry decides. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }): ReactElement {
  const { t } = useTranslation();
  const say = useStepText();
  const { headline, steps } = explanation;
  return (
    <>
      <p className={styles["headline"]}>
        <StateMark tone={tones[headline.verdict]}>{t(`explain.answers.${headline.verdict}`)}</StateMark>
        <span>{say(headline)}</span>
      </p>
      {groupSteps(steps).map(({ rule, trigger, steps: own }) => (
        <section key={`${rule} ${trigger} ${own[0]?.code}`} className={styles["group"]}>
          {trigger !== null && rule !== null && (
            <h3 className={styles["title"]}>
              <Link to="/rules/$rule" params={{ rule }} className={styles["rule"]}>
                {rule}
              </Link>{" "}
              <code>{trigger}</code>
            </h3>
          )}
          <ExplainSteps steps={own} />
        </section>
      ))}
    </>
  );
}

/** Steps of an explanation, one below the other. @param props.brief with the values of a condition alone, for a table */
export function ExplainSteps(props: {
  readonly steps: readonly ExplainStep[];
  readonly brief?: boolean;
}): ReactElement {
  const { steps, brief = false } = props;
  return (
    <ol className={styles["steps"]}>
      {steps.map((step, place) => (
        <li key={`${place} ${step.code}`} className={styles["step"]}>
          <Step step={step} brief={brief} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step, brief }: { readonly step: ExplainStep; readonly brief: boolean }): ReactElement {
  const { t } = useTranslation();
  const say = useStepText();
  const isOfToday = step.basis === "now" && step.code.startsWith("condition.");
  return (
    <>
      <div className={styles["line"]}>
        <StateMark tone={tones[step.verdict]}>{t(`explain.verdicts.${step.verdict}`)}</StateMark>
        <span>{say(step)}</span>
      </div>
      <div className={styles["below"]}>
        {isOfToday && <p className="quiet small">{t("explain.ofToday")}</p>}
        {step.links.map((link) => (
          <StepLink key={`${link.kind} ${link.id}`} link={link} />
        ))}
        {step.parts.length > 0 && (brief ? <Values step={step} /> : <TracedParts parts={step.parts} />)}
      </div>
    </>
  );
}

/** What a condition looked at, without what it made of it. */
function Values({ step: { parts } }: { readonly step: ExplainStep }): ReactElement {
  const leaves = parts.filter(({ depth }, place) => (parts[place + 1]?.depth ?? 0) <= depth);
  return (
    <>
      {leaves.map(({ source, position, value, problem }) => (
        <code key={`${position.line} ${position.column} ${source}`} className={styles["value"]}>
          {source} = {problem === undefined ? (JSON.stringify(value) ?? "null") : problem.message}
        </code>
      ))}
    </>
  );
}

function StepLink({ link: { kind, id } }: { readonly link: ExplainStep["links"][number] }): ReactElement {
  const { t } = useTranslation();
  switch (kind) {
    case "execution":
      return (
        <Link to="/executions/$executionId" params={{ executionId: Number(id) }} className={styles["link"]}>
          {t("explain.execution", { id })}
        </Link>
      );
    case "event":
      return (
        <Link to="/events/$eventId" params={{ eventId: Number(id) }} className={styles["link"]}>
          {t("events.one", { id })}
        </Link>
      );
    case "rule":
      return (
        <Link to="/rules/$rule" params={{ rule: id }} className={styles["link"]}>
          {id}
        </Link>
      );
    case "calendar":
      return (
        <Link to="/calendars/$calendar" params={{ calendar: id }} className={styles["link"]}>
          {t("explain.calendar", { name: id })}
        </Link>
      );
  }
}
