import { PlusOutlined } from "@ant-design/icons";
import type { TemplateSummary } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { useMay } from "../session/index.ts";
import { templateListQuery } from "./template-queries.ts";
import { templateKinds, type TemplateKind, type TemplateListSearch } from "./template-search.ts";
import styles from "./TemplatesPage.module.css";

const route = getRouteApi("/shell/templates");

/** The texts of messages. */
export function TemplatesPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(templateListQuery(search));
  const { cursor, ...firstPage } = search;
  return (
    <Page
      title={t("templates.title")}
      lead={t("templates.lead")}
      actions={
        may("templates:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: "/new-template" })}>
            {t("templates.add")}
          </Button>
        )
      }
    >
      <Filters search={firstPage} onChange={(next) => void navigate({ search: next })} />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <TemplateTable templates={items} isNarrowed={Object.keys(firstPage).length > 0} />
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
    </Page>
  );
}

function Filters(props: {
  readonly search: TemplateListSearch;
  readonly onChange: (search: TemplateListSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const { search, onChange } = props;
  const { kind: _kind, ...anyKind } = search;
  const { channel: _channel, ...anyChannel } = search;
  const { text: _text, ...anyText } = search;
  return (
    <search className={styles["filters"]}>
      <Input.Search
        // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
        key={search.text ?? ""}
        allowClear
        aria-label={t("templates.find")}
        placeholder={t("templates.find")}
        defaultValue={search.text ?? ""}
        onSearch={(text) => onChange({ ...anyText, ...(text.trim() !== "" && { text: text.trim() }) })}
        style={{ width: 240, maxWidth: "100%" }}
      />
      <Select<TemplateKind | "">
        aria-label={t("templates.kind")}
        value={search.kind ?? ""}
        onChange={(kind) => onChange({ ...anyKind, ...(kind !== "" && { kind }) })}
        options={[
          { value: "", label: t("templates.anyKind") },
          ...templateKinds.map((value) => ({ value, label: t(`templates.kinds.${value}`) })),
        ]}
        style={{ minWidth: 130 }}
      />
      <Select
        aria-label={t("messages.channel")}
        value={search.channel ?? ""}
        onChange={(channel) => onChange({ ...anyChannel, ...(channel !== "" && { channel }) })}
        options={[
          { value: "", label: t("messages.anyChannel") },
          ...channels.map(({ id }) => ({ value: id, label: channelText(id) })),
        ]}
        popupMatchSelectWidth={false}
        style={{ minWidth: 140 }}
      />
    </search>
  );
}

function TemplateTable(props: {
  readonly templates: readonly TemplateSummary[];
  readonly isNarrowed: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const channelText = useChannelText();
  return (
    <DataTable
      label={t("templates.title")}
      rows={props.templates}
      rowKey={({ code }) => code}
      columns={[
        {
          key: "name",
          title: t("templates.name"),
          render: ({ code, name, kind, folder }) => (
            <>
              <Link to="/templates/$template" params={{ template: code }} className="breakable">
                {name}
              </Link>
              <div className="quiet small breakable">
                <code>{folder === "" ? code : `${folder}/${code}`}</code>
                {kind !== "template" && ` · ${t(`templates.kinds.${kind}`)}`}
              </div>
            </>
          ),
        },
        {
          key: "variants",
          title: t("templates.variants"),
          render: ({ variants }) =>
            variants.map(({ channel, language }) => (
              <div key={`${channel} ${language}`} className="small">
                {channel === "*" ? t("templates.anyChannel") : channelText(channel)}{" "}
                <span className="quiet">{language}</span>
              </div>
            )),
        },
        {
          key: "version",
          from: "small",
          align: "end",
          title: t("templates.version"),
          render: ({ version }) => <span className="tabular">{version}</span>,
        },
        {
          key: "updated",
          from: "middle",
          title: t("templates.updated"),
          render: ({ updatedAt, updatedBy }) => (
            <>
              <Instant at={updatedAt} />
              <div className="quiet small">{updatedBy}</div>
            </>
          ),
        },
      ]}
      empty={
        <EmptyState
          title={t(props.isNarrowed ? "templates.noMatch" : "templates.empty")}
          text={t("templates.emptyText")}
        />
      }
    />
  );
}
