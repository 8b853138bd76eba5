import type { NodeView } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { lastOfRoles, unattendedRoles, type NodeRole } from "./last-of-role.ts";
import { nodesQuery, useChangeNode } from "./node-queries.ts";

const tones: Readonly<Record<NodeView["state"], Tone>> = {
  active: "good",
  draining: "busy",
  drained: "held",
  leaving: "quiet",
};

/** The processes that take part, with what they carry. */
export function NodesPage(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(nodesQuery);
  return (
    <Page title={t("nodes.title")} lead={t("nodes.lead")}>
      <QueryView query={query}>
        {(nodes) => (
          <>
            <Warnings nodes={nodes} />
            <Panel>
              <NodeTable nodes={nodes} />
            </Panel>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Warnings({ nodes }: { readonly nodes: readonly NodeView[] }): ReactElement {
  const { t } = useTranslation();
  const names = useRoleNames();
  const unattended = unattendedRoles(nodes);
  const versions = [...new Set(nodes.map(({ version }) => version))];
  const style = { marginBottom: 16 };
  return (
    <>
      {unattended.length > 0 && (
        <Alert type="error" showIcon style={style} title={t("nodes.unattended", { roles: names(unattended) })} />
      )}
      {versions.length > 1 && (
        <Alert
          type="warning"
          showIcon
          style={style}
          title={t("nodes.mixed", { versions: versions.join(t("common.comma")) })}
        />
      )}
    </>
  );
}

function NodeTable({ nodes }: { readonly nodes: readonly NodeView[] }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const names = useRoleNames();
  const columns: readonly (Column<NodeView> | false)[] = [
    {
      key: "node",
      title: t("nodes.one"),
      render: ({ id, name, roles }) => (
        <>
          <strong>{name}</strong> <span className="quiet tabular">#{id}</span>
          <div className="quiet small">{names(roles)}</div>
        </>
      ),
    },
    {
      key: "state",
      title: t("nodes.state"),
      render: (node) => (
        <>
          <NodeState node={node} />
          <div className="narrow-only small">
            <Load node={node} />
          </div>
        </>
      ),
    },
    { key: "load", from: "middle", title: t("nodes.load"), render: (node) => <Load node={node} /> },
    {
      key: "version",
      from: "middle",
      title: t("nodes.version"),
      render: ({ version }) => <code>{version}</code>,
    },
    {
      key: "seen",
      from: "large",
      title: t("nodes.seen"),
      render: ({ seenAt }) => (seenAt === null ? "–" : <Instant at={seenAt} as="relative" />),
    },
    {
      key: "started",
      from: "large",
      title: t("nodes.started"),
      render: ({ startedAt }) => <Instant at={startedAt} as="both" />,
    },
    may("nodes:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (node) => <ChangeButton node={node} nodes={nodes} />,
    },
  ];
  return (
    <DataTable
      label={t("nodes.title")}
      columns={columns}
      rows={nodes}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("nodes.empty")} text={t("nodes.emptyText")} />}
    />
  );
}

function NodeState({ node: { state, drain } }: { readonly node: NodeView }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <StateMark tone={tones[state]}>{t(`nodes.states.${state}`)}</StateMark>
      {drain !== null && drain.by !== null && (
        <div className="quiet small">{t("nodes.drainedBy", { by: drain.by })}</div>
      )}
      {state === "draining" && drain !== null && drain.until !== null && (
        <div className="quiet small">
          {t("nodes.until")} <Instant at={drain.until} />
        </div>
      )}
    </>
  );
}

function Load({ node }: { readonly node: NodeView }): ReactElement {
  const { t } = useTranslation();
  const { running, concurrency, claimedPerMinute, feeds } = node;
  return (
    <>
      {concurrency === 0 ? (
        <span className="quiet">{t("nodes.noWorker")}</span>
      ) : (
        <>
          <meter
            min={0}
            max={concurrency}
            value={running}
            aria-label={t("nodes.running", { running, concurrency })}
            style={{ width: 72 }}
          />{" "}
          <span>{t("nodes.running", { running, concurrency })}</span>
        </>
      )}
      <div className="quiet small">
        {t("nodes.claimed", { count: claimedPerMinute })}
        {feeds > 0 && ` · ${t("nodes.feeds", { count: feeds })}`}
      </div>
    </>
  );
}

function ChangeButton(props: { readonly node: NodeView; readonly nodes: readonly NodeView[] }): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const change = useChangeNode();
  const names = useRoleNames();
  const { id, name, state } = props.node;
  if (state === "leaving") return null;
  const last = lastOfRoles(props.node, props.nodes);
  const askToDrain = () =>
    confirm({
      title: t("nodes.drainTitle", { id, name }),
      text: (
        <>
          <p>{t("nodes.drainText")}</p>
          {last.length > 0 && <Alert type="warning" showIcon title={t("nodes.drainLast", { roles: names(last) })} />}
        </>
      ),
      confirm: t("nodes.drain"),
      dangerous: last.length > 0,
      act: async () => {
        await change.mutateAsync({ id, work: "drain" });
        void message.success(t("nodes.drained", { id }));
      },
    });
  const resume = () =>
    change.mutate({ id, work: "resume" }, { onSuccess: () => void message.success(t("nodes.resumed", { id })) });
  return state === "active" ? (
    <Button size="small" onClick={askToDrain} aria-label={t("nodes.drainOf", { id })}>
      {t("nodes.drain")}
    </Button>
  ) : (
    <Button
      size="small"
      type="primary"
      loading={change.isPending}
      onClick={resume}
      aria-label={t("nodes.resumeOf", { id })}
    >
      {t("nodes.resume")}
    </Button>
  );
}

function useRoleNames(): (roles: readonly NodeRole[]) => string {
  const { t } = useTranslation();
  return (roles) => roles.map((role) => t(`nodes.role.${role}`)).join(t("common.comma"));
}
