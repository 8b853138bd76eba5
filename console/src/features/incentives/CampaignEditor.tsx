import { SaveOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { CodeEditor, type EditorHandle, type EditorProblem } from "../../ui/code-editor/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { Section } from "../../ui/Section.tsx";
import { useYamlReader } from "../../ui/yaml-text/index.ts";
import { useMay } from "../session/index.ts";
import { checkQuery } from "./campaign-queries.ts";
import { CampaignPreview } from "./CampaignPreview.tsx";
import { problemsIn } from "./editor-problems.ts";
import styles from "./Incentives.module.css";
import { SaveCampaignDialog } from "./SaveCampaignDialog.tsx";
import { useSettled } from "../../ui/use-settled.ts";

const SETTLED_MS = 500;

export interface SavedCampaign {
  readonly campaign: string;
  readonly revision: string;
  readonly definition: Record<string, unknown>;
}

/** Writes the rules of a campaign, beside what is wrong with them and what example contracts would earn. */
export function CampaignEditor(props: {
  readonly initial: string;
  /** Whether it is not in use yet. @default false */
  readonly isNew?: boolean;
  readonly onSaved: (saved: SavedCampaign) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { language } = usePreferences();
  const [text, setText] = useState(props.initial);
  const [isSaving, setSaving] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const readText = useYamlReader(t("incentives.noCampaign"));
  const settled = useSettled(text, SETTLED_MS);
  const read = readText(settled);
  const definition = read.ok ? read.value : undefined;
  const check = useQuery({
    ...checkQuery(definition ?? {}),
    enabled: definition !== undefined && may("incentives:write"),
  });
  const problems = problemsIn(read, check, language);
  const hasError = problems.some(({ severity }) => severity === "error");
  const isReady = text === settled && definition !== undefined && !check.isFetching && !hasError;
  return (
    <div className={styles["columns"]}>
      <div>
        <Section
          title={t("incentives.tabs.definition")}
          hint={t("incentives.editHint")}
          extra={
            may("incentives:write") && (
              <Button
                type="primary"
                icon={<SaveOutlined />}
                disabled={!isReady || (props.isNew !== true && text === props.initial)}
                onClick={() => setSaving(true)}
              >
                {t("incentives.save")}
              </Button>
            )
          }
        >
          <CodeEditor
            label={t("incentives.editLabel")}
            initial={props.initial}
            onChange={setText}
            handle={editor}
            lines={30}
            check={(now) => {
              const result = readText(now);
              return Promise.resolve(result.ok ? [] : result.problems);
            }}
          />
        </Section>
      </div>
      <div>
        <Section title={t("incentives.problems")}>
          <div aria-live="polite" aria-busy={check.isFetching}>
            {check.error !== null && problems.length === 0 && <ProblemAlert error={check.error} />}
            <Problems
              problems={problems}
              text={settled}
              isChecking={check.isFetching && problems.length === 0}
              onOpen={({ from }) => editor.current?.goTo(from)}
            />
          </div>
        </Section>
        {definition !== undefined && !hasError && <CampaignPreview definition={definition} />}
      </div>
      {isSaving && definition !== undefined && (
        <SaveCampaignDialog
          definition={definition}
          isNew={props.isNew === true}
          onSaved={({ campaign, revision }) => props.onSaved({ campaign, revision, definition: { ...definition } })}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  );
}

/** Every problem, each of which leads to its place. */
function Problems(props: {
  readonly problems: readonly EditorProblem[];
  readonly text: string;
  readonly isChecking: boolean;
  readonly onOpen: (problem: EditorProblem) => void;
}): ReactElement {
  const { t } = useTranslation();
  if (props.isChecking) return <p className="quiet">{t("incentives.checking")} …</p>;
  if (props.problems.length === 0) return <p className={styles["fine"]}>{t("incentives.noProblems")}</p>;
  return (
    <ol className={styles["problems"]}>
      {props.problems.map((problem) => (
        <li key={`${problem.from} ${problem.message}`}>
          <button type="button" className={styles["problem"]} onClick={() => props.onOpen(problem)}>
            <strong>
              {t(`incentives.${problem.severity}`)} ·{" "}
              {t("ruleEditor.line", { line: props.text.slice(0, problem.from).split("\n").length })}
            </strong>
            <span>{problem.message}</span>
            {problem.remedy !== undefined && <span className="quiet">{problem.remedy}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
