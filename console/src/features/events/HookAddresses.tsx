import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { ruleListQuery, RuleStatus } from "../rules/index.ts";
import styles from "./DeadLetters.module.css";
import { hooksOf, type Hook } from "./hooks-of.ts";

/** The addresses at which the webhooks of rules come in. */
export function HookAddresses(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(ruleListQuery());
  const columns: readonly Column<Hook>[] = [
    {
      key: "rule",
      title: t("events.rule"),
      render: ({ rule }) => (
        <>
          <Link to="/rules/$rule" params={{ rule: rule.rule }}>
            {rule.name}
          </Link>
          <div className="narrow-only">
            <RuleStatus status={rule.status} />
          </div>
        </>
      ),
    },
    {
      key: "address",
      title: t("events.addresses.address"),
      render: ({ path }) => (
        <>
          <code style={{ overflowWrap: "anywhere" }}>{`${location.origin}${path}`}</code>{" "}
          <CopyButton text={`${location.origin}${path}`} />
        </>
      ),
    },
    {
      key: "proof",
      from: "middle",
      title: t("events.addresses.proof"),
      render: ({ proof }) => t(`events.addresses.proofs.${proof}`),
    },
    {
      key: "status",
      from: "middle",
      title: t("events.addresses.enabled"),
      render: ({ rule }) => <RuleStatus status={rule.status} />,
    },
  ];
  return (
    <>
      <p className={styles["lead"]}>{t("events.addresses.lead")}</p>
      <QueryView query={query}>
        {(rules) => (
          <Panel>
            <DataTable
              label={t("events.tabs.addresses")}
              columns={columns}
              rows={hooksOf(rules)}
              rowKey={({ path }) => path}
              empty={<EmptyState title={t("events.addresses.empty")} text={t("events.addresses.emptyText")} />}
            />
          </Panel>
        )}
      </QueryView>
    </>
  );
}
