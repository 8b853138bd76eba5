import { PlusOutlined } from "@ant-design/icons";
import type { CampaignSummary } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useMay } from "../session/index.ts";
import { campaignListQuery } from "./campaign-queries.ts";
import styles from "./Incentives.module.css";
import { InstallDialog } from "./InstallDialog.tsx";

/** The campaigns in use, and those that come with Belfry. */
export function CampaignsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const query = useQuery(campaignListQuery);
  return (
    <Page
      title={t("incentives.campaigns")}
      before={<Link to="/incentives">{t("incentives.title")}</Link>}
      lead={t("incentives.campaignsLead")}
      actions={
        may("incentives:write") && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => void navigate({ to: "/incentives/new-campaign" })}
          >
            {t("incentives.newCampaign")}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(campaigns) => (
          <>
            <Section title={t("incentives.inUse")} flush>
              <CampaignTable label={t("incentives.inUse")} campaigns={campaigns.filter(({ inUse }) => inUse)} />
            </Section>
            <Section title={t("incentives.shipped")} hint={t("incentives.shippedHint")} flush>
              <CampaignTable label={t("incentives.shipped")} campaigns={campaigns.filter(({ inUse }) => !inUse)} />
            </Section>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function CampaignTable(props: {
  readonly label: string;
  readonly campaigns: readonly CampaignSummary[];
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const [installing, setInstalling] = useState<CampaignSummary>();
  const columns: readonly Column<CampaignSummary>[] = [
    {
      key: "name",
      title: t("incentives.campaign"),
      render: ({ campaign, revision, name, announcementOnly, inUse }) => (
        <>
          {inUse ? (
            <Link to="/incentives/campaigns/$campaign" params={{ campaign }}>
              {name}
            </Link>
          ) : (
            name
          )}{" "}
          {announcementOnly && <Tag>{t("incentives.announcementOnly")}</Tag>}
          <div>
            <code className="quiet breakable">
              {campaign}@{revision}
            </code>
          </div>
        </>
      ),
    },
    { key: "city", from: "middle", title: t("incentives.city"), render: ({ city }) => city },
    {
      key: "period",
      from: "small",
      title: t("incentives.period"),
      render: ({ from, until }) => (
        <span className="tabular">
          {from} – {until ?? ""}
        </span>
      ),
    },
    {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("incentives.actions")}</span>,
      render: (one) => {
        if (one.inUse)
          return (
            one.updatedAt !== null && (
              <>
                <Instant at={one.updatedAt} />
                <div className="quiet small">{one.updatedBy}</div>
              </>
            )
          );
        if (!may("incentives:write")) return null;
        const { campaign, revision } = one;
        return (
          <div className={styles["rowActions"]}>
            <Link to="/incentives/new-campaign" search={{ from: `${campaign}@${revision}` }}>
              {t("incentives.look")}
            </Link>
            <Button
              size="small"
              aria-label={t("incentives.installOf", { campaign: `${campaign}@${revision}` })}
              onClick={() => setInstalling(one)}
            >
              {t("incentives.install")}
            </Button>
          </div>
        );
      },
    },
  ];
  return (
    <>
      <DataTable
        label={props.label}
        columns={columns}
        rows={props.campaigns}
        rowKey={({ campaign, revision }) => `${campaign}@${revision}`}
        empty={<EmptyState title={t("incentives.noCampaigns")} text={t("incentives.noCampaignsText")} />}
      />
      {installing !== undefined && <InstallDialog of={installing} onClose={() => setInstalling(undefined)} />}
    </>
  );
}
