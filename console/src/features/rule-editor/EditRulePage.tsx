import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { ruleQuery, ruleYaml, type Rule } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import { RuleWorkbench } from "./RuleWorkbench.tsx";

const route = getRouteApi("/shell/rules/$rule/edit");

export function EditRulePage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { rule } = route.useParams();
  const query = useQuery(ruleQuery(rule));
  if (!may("rules:write"))
    return <EmptyState title={t("ruleEditor.notAllowed")} text={t("ruleEditor.notAllowedText")} />;
  return <QueryView query={query}>{(loaded) => <Loaded key={loaded.rule} rule={loaded} />}</QueryView>;
}

function Loaded({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = route.useNavigate();
  return (
    <RuleWorkbench
      title={t("ruleEditor.editTitle", { name: rule.name })}
      before={
        <Link to="/rules/$rule" params={{ rule: rule.rule }}>
          {rule.name}
        </Link>
      }
      initial={ruleYaml(rule.definition)}
      stored={rule}
      onSaved={(saved) => {
        void message.success(t("ruleEditor.nowSaved", { version: saved.rule.version }));
        void navigate({ to: "/rules/$rule", params: { rule: saved.rule.rule } });
      }}
    />
  );
}
