import { CheckCircleOutlined, CloseCircleOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { EditorProblem } from "../../ui/code-editor/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import styles from "./ProblemList.module.css";

/** What a check of the text came to. */
export interface Checked {
  readonly text: string;
  readonly problems: readonly EditorProblem[];
  /** Why it could not be checked. */
  readonly error?: unknown;
}

/** Every problem of the text, each of which leads to its place. */
export function ProblemList(props: {
  readonly checked: Checked | undefined;
  readonly onOpen: (problem: EditorProblem) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { checked } = props;
  return (
    <section className={styles["list"]} aria-label={t("ruleEditor.problems")} aria-live="polite">
      {checked === undefined && <p className="quiet">{t("ruleEditor.checking")} …</p>}
      {checked?.error !== undefined && <ProblemAlert error={checked.error} />}
      {checked !== undefined && checked.error === undefined && checked.problems.length === 0 && (
        <p className={styles["fine"]}>
          <CheckCircleOutlined aria-hidden="true" /> {t("ruleEditor.noProblems")}
        </p>
      )}
      {checked !== undefined && checked.problems.length > 0 && (
        <>
          <h2 className={styles["title"]}>
            <CloseCircleOutlined aria-hidden="true" />{" "}
            {t("ruleEditor.problemCount", { count: checked.problems.length })}
          </h2>
          <ol className={styles["problems"]}>
            {checked.problems.map((problem) => (
              <li key={`${problem.from} ${problem.message}`}>
                <button type="button" className={styles["problem"]} onClick={() => props.onOpen(problem)}>
                  <span className={styles["line"]}>
                    {t("ruleEditor.line", { line: lineOf(checked.text, problem.from) })}
                  </span>
                  <span>{problem.message}</span>
                  {problem.remedy !== undefined && <span className="quiet"> {problem.remedy}</span>}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
