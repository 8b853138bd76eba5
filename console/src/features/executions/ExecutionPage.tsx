import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { ExplainButton } from "../explain/index.ts";
import { ruleQuery } from "../rules/index.ts";
import { ActionDrawer } from "./ActionDrawer.tsx";
import { ArtifactList } from "./ArtifactList.tsx";
import { ChildrenView } from "./ChildrenView.tsx";
import type { ExecutionPageSearch, ExecutionTab } from "./execution-page-search.ts";
import { executionQuery, type ExecutionDetail } from "./execution-queries.ts";
import { MaskedHint } from "../session/index.ts";
import { ExecutionActions } from "./ExecutionActions.tsx";
import { ExecutionFacts } from "./ExecutionFacts.tsx";
import { ExecutionStateMark } from "./ExecutionStateMark.tsx";
import { Failure } from "./Failure.tsx";
import { LogView } from "./LogView.tsx";
import { plannedActions } from "./planned-actions.ts";
import type { PlannedAction } from "./timeline-layout.ts";
import { TimelineView } from "./TimelineView.tsx";

const route = getRouteApi("/shell/executions/$executionId");

export function ExecutionPage(): ReactElement {
  const { executionId } = route.useParams();
  const query = useQuery(executionQuery(executionId));
  return <QueryView query={query}>{(execution) => <Loaded execution={execution} />}</QueryView>;
}

function Loaded({ execution }: { readonly execution: ExecutionDetail }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const planned = usePlannedActions(execution);
  const change = (next: ExecutionPageSearch, replace = true) => void navigate({ search: next, replace });

  const isParent = Object.keys(execution.children).length > 0;
  const hasTimeline = !isParent || execution.actionRuns.length > 0;
  const tab = search.tab ?? (hasTimeline ? "timeline" : "children");
  const failedAction = execution.failure?.action;
  const tabs: readonly (
    | false
    | { readonly key: ExecutionTab; readonly label: string; readonly children: ReactElement }
  )[] = [
    hasTimeline && {
      key: "timeline",
      label: t("executions.tabs.timeline"),
      children: (
        <TimelineView
          execution={execution}
          planned={planned}
          onOpen={(action) => change({ ...search, action }, false)}
        />
      ),
    },
    isParent && {
      key: "children",
      label: t("executions.tabs.children"),
      children: <ChildrenView parent={execution} />,
    },
    {
      key: "logs",
      label: t("executions.tabs.logs"),
      children: (
        <LogView execution={execution} filter={search} onFilter={(filter) => change({ ...filter, tab: "logs" })} />
      ),
    },
    {
      key: "artifacts",
      label: `${t("executions.tabs.artifacts")} ${execution.artifacts.length === 0 ? "" : execution.artifacts.length}`,
      children: <ArtifactList artifacts={execution.artifacts} />,
    },
    { key: "data", label: t("executions.tabs.data"), children: <DataView execution={execution} /> },
  ];

  return (
    <Page
      title={`${execution.ruleName} #${execution.id}`}
      before={<Link to="/executions">{t("executions.title")}</Link>}
      beside={<ExecutionStateMark state={execution.state} />}
      actions={
        <>
          <ExplainButton of={{ kind: "execution", id: execution.id }} />
          <ExecutionActions execution={execution} />
        </>
      }
    >
      {execution.failure !== null && (
        <Failure
          failure={execution.failure}
          title={
            failedAction === undefined ? t("executions.failed") : t("executions.failedAt", { action: failedAction })
          }
        />
      )}
      <MaskedHint />
      <ExecutionFacts execution={execution} />
      {execution.output !== null && execution.output !== undefined && (
        <Section title={t("executions.returned")}>
          <JsonBlock value={execution.output} label={t("executions.returned")} />
        </Section>
      )}
      <Tabs
        activeKey={tab}
        onChange={(key) => change({ tab: key as ExecutionTab })}
        destroyOnHidden
        items={tabs.filter((item) => item !== false)}
      />
      <ActionDrawer execution={execution} action={search.action} onClose={() => change(withoutAction(search))} />
    </Page>
  );
}

/** What the rule would do, as long as it is still the version that this execution runs. A parent runs no action itself. */
function usePlannedActions(execution: ExecutionDetail): readonly PlannedAction[] {
  const { data } = useQuery(ruleQuery(execution.rule));
  const isSplit = data?.definition["forEach"] !== undefined && execution.parentId === null;
  return data === undefined || data.version !== execution.ruleVersion || isSplit ? [] : plannedActions(data.definition);
}

function DataView({ execution }: { readonly execution: ExecutionDetail }): ReactElement {
  const { t } = useTranslation();
  const hasInputs = Object.keys(execution.inputs).length > 0;
  const hasItem = execution.item !== null && execution.item !== undefined;
  return (
    <>
      <Section title={t("executions.inputs")}>
        {hasInputs ? (
          <JsonBlock value={execution.inputs} label={t("executions.inputs")} />
        ) : (
          <span className="quiet">{t("common.none")}</span>
        )}
      </Section>
      {hasItem && (
        <Section title={t("executions.item")}>
          <JsonBlock value={execution.item} label={t("executions.item")} />
        </Section>
      )}
      <Section title={t("executions.triggerData")}>
        <JsonBlock value={execution.trigger} label={t("executions.triggerData")} />
      </Section>
    </>
  );
}

function withoutAction({ action: _, ...rest }: ExecutionPageSearch): ExecutionPageSearch {
  return rest;
}
