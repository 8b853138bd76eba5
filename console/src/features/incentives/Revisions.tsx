import type { CampaignDetail } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Select, Tabs } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TextDiff } from "../../ui/code-editor/index.ts";
import { DataTable } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { revisionQuery } from "./campaign-queries.ts";
import { campaignYaml } from "./campaign-yaml.ts";
import styles from "./Incentives.module.css";

type Revision = CampaignDetail["revisions"][number];

/** Every revision there was, each of which can be read and compared with another one. */
export function Revisions({ campaign }: { readonly campaign: CampaignDetail }): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string>();
  const { revisions, revision: inForce } = campaign;
  return (
    <Section title={t("incentives.revisions")} flush>
      <DataTable<Revision>
        dense
        label={t("incentives.revisions")}
        rows={revisions}
        rowKey={({ revision }) => revision}
        columns={[
          {
            key: "revision",
            title: t("incentives.revision"),
            render: ({ revision }) => (
              <>
                <code>{revision}</code>{" "}
                {revision === inForce && <StateMark tone="good">{t("incentives.inForce")}</StateMark>}
              </>
            ),
          },
          {
            key: "by",
            title: t("incentives.author"),
            render: ({ createdAt, createdBy }) => (
              <>
                {createdBy} <span className="quiet small">· </span>
                <Instant at={createdAt} as="both" />
              </>
            ),
          },
          {
            key: "do",
            align: "end",
            title: <span className="sr-only">{t("incentives.actions")}</span>,
            render: ({ revision }) => (
              <Button
                size="small"
                aria-label={t("incentives.openRevisionOf", { revision })}
                onClick={() => setOpened(revision)}
              >
                {t("incentives.openRevision")}
              </Button>
            ),
          },
        ]}
      />
      {opened !== undefined && (
        <RevisionDialog key={opened} campaign={campaign} revision={opened} onClose={() => setOpened(undefined)} />
      )}
    </Section>
  );
}

function RevisionDialog(props: {
  readonly campaign: CampaignDetail;
  readonly revision: string;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { campaign, revision, onClose } = props;
  const { campaign: key, revisions } = campaign;
  const others = revisions.map((one) => one.revision).filter((one) => one !== revision);
  // They stand from the newest to the oldest: behind it is the one that it replaced.
  const before = revisions[revisions.findIndex((one) => one.revision === revision) + 1]?.revision ?? others[0];
  const [from, setFrom] = useState(before);
  const query = useQuery(revisionQuery(key, revision));
  return (
    <Modal
      open
      width={1_000}
      footer={null}
      title={t("incentives.revisionTitle", { campaign: key, revision })}
      onCancel={onClose}
    >
      <QueryView query={query}>
        {({ definition }) => (
          <Tabs
            items={[
              {
                key: "text",
                label: t("incentives.revisionText"),
                children: <pre className={styles["yaml"]}>{campaignYaml(definition)}</pre>,
              },
              ...(from === undefined
                ? []
                : [
                    {
                      key: "compare",
                      label: t("incentives.compare"),
                      children: (
                        <>
                          <Select
                            aria-label={t("incentives.compareWith")}
                            value={from}
                            onChange={setFrom}
                            popupMatchSelectWidth={false}
                            options={others.map((value) => ({
                              value,
                              label: t("incentives.comparedWith", { revision: value }),
                            }))}
                            className={styles["compared"] ?? ""}
                          />
                          <Comparison campaign={key} from={from} to={{ revision, definition }} />
                        </>
                      ),
                    },
                  ]),
            ]}
          />
        )}
      </QueryView>
    </Modal>
  );
}

function Comparison(props: {
  readonly campaign: string;
  readonly from: string;
  readonly to: { readonly revision: string; readonly definition: Readonly<Record<string, unknown>> };
}): ReactElement {
  const { t } = useTranslation();
  const { campaign, from, to } = props;
  const query = useQuery(revisionQuery(campaign, from));
  const labelOf = (revision: string) => t("incentives.comparedWith", { revision });
  return (
    <QueryView query={query}>
      {({ definition }) => (
        <TextDiff
          key={`${from} ${to.revision}`}
          before={{ text: campaignYaml(definition), label: labelOf(from) }}
          after={{ text: campaignYaml(to.definition), label: labelOf(to.revision) }}
        />
      )}
    </QueryView>
  );
}
