import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { ruleQuery, ruleYaml } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import styles from "./NewRulePage.module.css";
import { ruleTemplate, templateNames, type TemplateName } from "./rule-templates.ts";
import { RuleWorkbench } from "./RuleWorkbench.tsx";

const route = getRouteApi("/shell/new-rule");

/** A new rule: from a small template, or as a copy of another one. */
export function NewRulePage(): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const may = useMay();
  const { from, template = "schedule" } = route.useSearch();
  if (!may("rules:write"))
    return <EmptyState title={t("ruleEditor.notAllowed")} text={t("ruleEditor.notAllowedText")} />;
  if (from !== undefined) return <Copy of={from} />;
  return <Begun key={template} initial={ruleTemplate(template, language)} template={template} />;
}

function Copy({ of: rule }: { readonly of: string }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(ruleQuery(rule));
  return (
    <QueryView query={query}>
      {({ definition, name }) => (
        <Begun
          key={rule}
          initial={ruleYaml({
            ...definition,
            rule: `${rule.slice(0, 58)}-copy`,
            name: t("ruleEditor.copyOf", { name }),
          })}
        />
      )}
    </QueryView>
  );
}

function Begun(props: { readonly initial: string; readonly template?: TemplateName }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const navigate = route.useNavigate();
  const { template } = props;

  const choose = (next: TemplateName, isChanged: boolean) => {
    const take = () => navigate({ search: { template: next }, replace: true });
    if (!isChanged) return void take();
    confirm({
      title: t("ruleEditor.replaceTitle"),
      text: t("ruleEditor.replaceText"),
      confirm: t("ruleEditor.replace"),
      act: take,
    });
  };

  return (
    <RuleWorkbench
      title={t("ruleEditor.newTitle")}
      before={<Link to="/rules">{t("rules.title")}</Link>}
      initial={props.initial}
      renderAbove={(isChanged) =>
        template !== undefined && (
          <div className={styles["templates"]}>
            <span className="quiet">{t("ruleEditor.template")}</span>
            <Segmented<TemplateName>
              aria-label={t("ruleEditor.template")}
              value={template}
              onChange={(next) => choose(next, isChanged)}
              options={templateNames.map((value) => ({ value, label: t(`ruleEditor.templates.${value}`) }))}
            />
          </div>
        )
      }
      onSaved={({ rule }) => {
        void message.success(t("ruleEditor.nowSaved", { version: rule.version }));
        void navigate({ to: "/rules/$rule", params: { rule: rule.rule } });
      }}
    />
  );
}
