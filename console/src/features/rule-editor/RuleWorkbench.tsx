import { ExperimentOutlined, EyeOutlined, HistoryOutlined, SaveOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { App, Button } from "antd";
import { lazy, Suspense, useRef, useState, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { usePreferences } from "../../preferences/index.ts";
import { CodeEditor, type EditorHandle, type EditorProblem } from "../../ui/code-editor/index.ts";
import { Page } from "../../ui/Page.tsx";
import { useYamlReader } from "../../ui/yaml-text/index.ts";
import { ConditionTester } from "../conditions/index.ts";
import { inOrderOf, ruleYaml, type Rule } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import { ConflictAlert } from "./ConflictAlert.tsx";
import { ruleSchemaQuery, type SavedRule } from "./editor-queries.ts";
import { ProblemList, type Checked } from "./ProblemList.tsx";
import type { RuleLanguage } from "./rule-language.ts";
import styles from "./RuleWorkbench.module.css";
import { SaveDialog } from "./SaveDialog.tsx";
import { explainAt, suggestAt } from "./suggest.ts";

const WhatIfDialog = lazy(async () => ({ default: (await import("../what-if/index.ts")).WhatIfDialog }));

// What it shows is loaded when somebody tries a rule out.
const DryRunDrawer = lazy(async () => ({ default: (await import("../dry-run/index.ts")).DryRunDrawer }));

/** A rule in the editor, with what is wrong in it beside it, until it is saved. */
export function RuleWorkbench(props: {
  readonly title: string;
  readonly before: ReactNode;
  readonly initial: string;
  /** The rule as it is on the server now; nothing for a new one. */
  readonly stored?: Rule;
  readonly renderAbove?: (isChanged: boolean) => ReactNode;
  readonly onSaved: (saved: SavedRule) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language: words } = usePreferences();
  const { modal } = App.useApp();
  const may = useMay();
  const { stored } = props;
  /** What the text began as: the version that a save continues, and which editor it is. */
  const [base, setBase] = useState({ rule: stored, initial: props.initial, round: 0 });
  const [text, setText] = useState(props.initial);
  const [checked, setChecked] = useState<Checked>();
  const [open, setOpen] = useState<"save" | "test" | "dry-run" | "what-if">();
  const editor = useRef<EditorHandle>(null);
  const isSaved = useRef(false);
  const catalog = useQuery(ruleSchemaQuery);
  const language: RuleLanguage | undefined = catalog.data && { ...catalog.data, words };
  const isChanged = text !== base.initial;
  const isOutdated = stored !== undefined && base.rule !== undefined && stored.version !== base.rule.version;

  useBlocker({
    enableBeforeUnload: () => isChanged && !isSaved.current,
    shouldBlockFn: async ({ current, next }) => {
      if (!isChanged || isSaved.current || current.pathname === next.pathname) return false;
      return !(await modal.confirm({
        title: t("ruleEditor.leaveTitle"),
        content: t("ruleEditor.leaveText"),
        okText: t("ruleEditor.leave"),
        cancelText: t("ruleEditor.stay"),
      }));
    },
  });

  const readText = useYamlReader(t("ruleEditor.noRule"));
  const read = readText(text);
  const check = async (now: string): Promise<readonly EditorProblem[]> => {
    const result = await checkText(now);
    setChecked(result);
    return result.problems;
  };
  const checkText = async (now: string): Promise<Checked> => {
    const rule = readText(now);
    if (!rule.ok) return { text: now, problems: rule.problems };
    try {
      const problems = (await belfry.rules.check(rule.value)).map(rule.place);
      const own = stored?.rule;
      if (own === undefined || rule.value["rule"] === own) return { text: now, problems };
      const message = t("ruleEditor.otherName", { rule: own });
      return { text: now, problems: [rule.place({ path: "rule", message, remedy: "" }), ...problems] };
    } catch (error) {
      return { text: now, problems: [], error };
    }
  };

  const isBroken = checked?.text === text && checked.problems.length > 0;
  // A change of the status is no other version: nobody's words get lost.
  const target = isOutdated ? base.rule : stored;

  return (
    <Page
      title={props.title}
      before={props.before}
      lead={t("ruleEditor.lead")}
      actions={
        <>
          <Button icon={<ExperimentOutlined />} disabled={!read.ok} onClick={() => setOpen("test")}>
            {t("ruleEditor.test")}
          </Button>
          {may("rules:run") && (
            <Button icon={<EyeOutlined />} disabled={!read.ok || isBroken} onClick={() => setOpen("dry-run")}>
              {t("dryRun.open")}
            </Button>
          )}
          {may("events:read") && (
            <Button icon={<HistoryOutlined />} disabled={!read.ok || isBroken} onClick={() => setOpen("what-if")}>
              {t("whatIf.open")}
            </Button>
          )}
          <Button
            type="primary"
            icon={<SaveOutlined />}
            disabled={!read.ok || isBroken || isOutdated}
            onClick={() => setOpen("save")}
          >
            {t("ruleEditor.save")}
          </Button>
        </>
      }
    >
      {props.renderAbove?.(isChanged)}
      {isOutdated && (
        <ConflictAlert
          theirs={stored}
          mine={read.ok ? ruleYaml(inOrderOf(read.value, stored.definition)) : text}
          onKeepMine={() => setBase({ ...base, rule: stored })}
          onTakeTheirs={() => {
            const theirs = ruleYaml(stored.definition);
            setBase({ rule: stored, initial: theirs, round: base.round + 1 });
            setText(theirs);
          }}
        />
      )}
      <div className={styles["bench"]}>
        <CodeEditor
          key={base.round}
          label={t("ruleEditor.label")}
          initial={base.initial}
          onChange={setText}
          suggest={(now, offset) => (language === undefined ? undefined : suggestAt(language, now, offset))}
          explain={(now, offset) => (language === undefined ? undefined : explainAt(language, now, offset))}
          check={check}
          handle={editor}
        />
        <ProblemList checked={checked} onOpen={({ from }) => editor.current?.goTo(from)} />
      </div>
      {open === "save" && read.ok && (
        <SaveDialog
          base={target}
          definition={read.value}
          hasComments={/(?:^|\s)#/m.test(text)}
          onConflict={() => setOpen(undefined)}
          onClose={() => setOpen(undefined)}
          onSaved={(saved) => {
            isSaved.current = true;
            props.onSaved(saved);
          }}
        />
      )}
      {open === "dry-run" && read.ok && (
        <Suspense fallback={null}>
          <DryRunDrawer
            rule={typeof read.value["rule"] === "string" ? read.value["rule"] : ""}
            definition={read.value}
            edited
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
      {open === "what-if" && read.ok && (
        <Suspense fallback={null}>
          <WhatIfDialog
            rule={stored?.rule ?? (typeof read.value["rule"] === "string" ? read.value["rule"] : "-")}
            definition={read.value}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
      {open === "test" && read.ok && (
        <ConditionTester
          definition={read.value}
          {...(stored !== undefined && { rule: stored.rule })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}
