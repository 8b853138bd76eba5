import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { MaskedHint, useMay } from "../session/index.ts";
import { AddSuppressionDialog } from "./AddSuppressionDialog.tsx";
import { suppressionListQuery } from "./suppression-queries.ts";
import { suppressionReasons, type SuppressionReason, type SuppressionSearch } from "./suppression-search.ts";
import styles from "./SuppressionsPage.module.css";
import { SuppressionTable } from "./SuppressionTable.tsx";

const route = getRouteApi("/shell/suppressions");

/** Who is not sent to any more, and why. */
export function SuppressionsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(suppressionListQuery({ ...search, limit: 50 }));
  const [isAdding, setAdding] = useState(false);
  const { cursor, ...firstPage } = search;
  return (
    <Page
      title={t("suppressions.title")}
      lead={t("suppressions.lead")}
      actions={
        may("suppressions:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t("suppressions.add")}
          </Button>
        )
      }
    >
      <Filters search={firstPage} onChange={(next) => void navigate({ search: next })} />
      <MaskedHint />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <SuppressionTable suppressions={items} isNarrowed={Object.keys(firstPage).length > 0} />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: firstPage })}
              onNext={() => nextCursor !== null && void navigate({ search: { ...firstPage, cursor: nextCursor } })}
            />
          </>
        )}
      </QueryView>
      {isAdding && <AddSuppressionDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Filters(props: {
  readonly search: SuppressionSearch;
  readonly onChange: (search: SuppressionSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const { search, onChange } = props;
  const { channel: _channel, ...anyChannel } = search;
  const { address: _address, ...anyAddress } = search;
  const { reason: _reason, ...anyReason } = search;
  return (
    <search className={styles["filters"]}>
      <Select
        aria-label={t("messages.channel")}
        value={search.channel ?? ""}
        onChange={(channel) => onChange({ ...anyChannel, ...(channel !== "" && { channel }) })}
        options={[
          { value: "", label: t("messages.anyChannel") },
          ...channels.map(({ id }) => ({ value: id, label: channelText(id) })),
        ]}
        popupMatchSelectWidth={false}
        style={{ minWidth: 150 }}
      />
      <Select<SuppressionReason | "">
        aria-label={t("suppressions.reason")}
        value={search.reason ?? ""}
        onChange={(reason) => onChange({ ...anyReason, ...(reason !== "" && { reason }) })}
        options={[
          { value: "", label: t("suppressions.anyReason") },
          ...suppressionReasons.map((value) => ({ value, label: t(`suppressions.reasons.${value}`) })),
        ]}
        style={{ minWidth: 170 }}
      />
      <Input.Search
        // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
        key={search.address ?? ""}
        allowClear
        aria-label={t("suppressions.address")}
        placeholder={t("suppressions.address")}
        defaultValue={search.address ?? ""}
        onSearch={(text) => onChange({ ...anyAddress, ...(text.trim() !== "" && { address: text.trim() }) })}
        style={{ width: 240, maxWidth: "100%" }}
      />
    </search>
  );
}
