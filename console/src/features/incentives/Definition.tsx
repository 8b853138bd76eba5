import type { CampaignDetail } from "@belfry/client";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { campaignYaml } from "./campaign-yaml.ts";
import { CampaignEditor } from "./CampaignEditor.tsx";

/** The rules of a campaign in an editor, and which revisions of them there were. */
export function Definition({ campaign }: { readonly campaign: CampaignDetail }): ReactElement {
  const { t } = useTranslation();
  // What others save meanwhile does not move the text; a revision that was saved here begins another editor.
  const [base, setBase] = useState(campaign);
  const { revisions, revision } = campaign;
  return (
    <>
      <CampaignEditor
        key={base.revision}
        initial={campaignYaml(base.definition)}
        onSaved={(saved) => setBase({ ...base, ...saved })}
      />
      <Section title={t("incentives.revisions")} flush>
        <DataTable
          dense
          label={t("incentives.revisions")}
          rows={revisions}
          rowKey={(one) => one.revision}
          columns={[
            {
              key: "revision",
              title: t("incentives.revision"),
              render: (one) => (
                <>
                  <code>{one.revision}</code>{" "}
                  {one.revision === revision && <StateMark tone="good">{t("incentives.inForce")}</StateMark>}
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
          ]}
        />
      </Section>
    </>
  );
}
