import type { Approval } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { sessionQuery, useMay } from "../session/index.ts";
import { approvalQuery, type Decision } from "./approval-queries.ts";
import { ApprovalStateMark } from "./ApprovalStateMark.tsx";
import { DecideDialog } from "./DecideDialog.tsx";
import { SampleSections } from "./SampleSections.tsx";

const route = getRouteApi("/shell/approvals/$approvalId");

export function ApprovalPage(): ReactElement {
  const { approvalId } = route.useParams();
  const query = useQuery(approvalQuery(approvalId));
  return <QueryView query={query}>{(approval) => <Loaded approval={approval} />}</QueryView>;
}

function Loaded({ approval }: { readonly approval: Approval }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { data: caller } = useQuery(sessionQuery);
  const [decision, setDecision] = useState<Decision | undefined>();
  const { kind, rule, state, mayDecide } = approval;
  const isPending = state === "pending";
  const isMine = approval.requestedBy.some((name) => name.toLowerCase() === caller?.name.toLowerCase());

  return (
    <Page
      title={`${t(`approvals.kinds.${kind}`)} · ${rule}`}
      before={<Link to="/approvals">{t("approvals.title")}</Link>}
      beside={<ApprovalStateMark state={state} />}
      actions={
        <>
          {mayDecide && (
            <>
              <Button danger onClick={() => setDecision("reject")}>
                {t("approvals.reject")}
              </Button>
              <Button type="primary" onClick={() => setDecision("approve")}>
                {t("approvals.approve")}
              </Button>
            </>
          )}
          {isPending && isMine && <Button onClick={() => setDecision("withdraw")}>{t("approvals.withdraw")}</Button>}
        </>
      }
    >
      {isPending && !mayDecide && (
        <Alert
          type="info"
          showIcon
          role="note"
          title={t(isMine ? "approvals.notYourOwn" : "approvals.mayNotDecide")}
          style={{ marginBottom: 16 }}
        />
      )}
      <Section title={t("approvals.request")}>
        <Facts
          facts={[
            { label: t("approvals.why"), value: t(`approvals.reasons.${kind}`) },
            { label: t("approvals.requestedBy"), value: approval.requestedBy.join(t("common.comma")) },
            { label: t("approvals.requestedAt"), value: <Instant at={approval.requestedAt} as="both" /> },
            isPending && { label: t("approvals.expires"), value: <Instant at={approval.expiresAt} as="both" /> },
            {
              label: t("executions.rule"),
              value: may("rules:read") ? (
                <Link to="/rules/$rule" params={{ rule }}>
                  {rule}
                </Link>
              ) : (
                rule
              ),
            },
            approval.executionId !== null && {
              label: t("messages.execution"),
              value: (
                <Link to="/executions/$executionId" params={{ executionId: approval.executionId }}>
                  #{approval.executionId}
                </Link>
              ),
            },
            !isPending && { label: t("approvals.decidedBy"), value: approval.decidedBy ?? t("approvals.nobody") },
            approval.decidedAt !== null && {
              label: t("approvals.decidedAt"),
              value: <Instant at={approval.decidedAt} as="both" />,
            },
            approval.comment !== null && { label: t("approvals.comment"), value: approval.comment },
          ]}
        />
      </Section>
      <SampleSections approval={approval} />
      {decision !== undefined && (
        <DecideDialog approval={approval} decision={decision} onClose={() => setDecision(undefined)} />
      )}
    </Page>
  );
}
