import { getRouteApi } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { useIsRestricted, useMay } from "../session/index.ts";
import { DeadLetters } from "./DeadLetters.tsx";
import type { EventTab } from "./event-search.ts";
import { EventList } from "./EventList.tsx";
import { Feeds } from "./Feeds.tsx";
import { HookAddresses } from "./HookAddresses.tsx";

const route = getRouteApi("/shell/events");

/** What came in: events, what could not be read, and the addresses at which webhooks come in. */
export function EventsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const isRestricted = useIsRestricted();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { tab = "events" } = search;
  return (
    <Page title={t("events.title")} lead={t("events.lead")}>
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(key) =>
          void navigate({ search: key === "events" ? {} : { tab: key as Exclude<EventTab, "events"> } })
        }
        items={[
          {
            key: "events",
            label: t("events.tabs.events"),
            children: <EventList search={search} onChange={(next) => void navigate({ search: next })} />,
          },
          // What nobody can read belongs to no rule, so only those who see all of them see it.
          ...(isRestricted
            ? []
            : [
                {
                  key: "letters",
                  label: t("events.tabs.letters"),
                  children: <DeadLetters search={search} onChange={(next) => void navigate({ search: next })} />,
                },
              ]),
          ...(may("rules:read")
            ? [
                {
                  key: "feeds",
                  label: t("events.tabs.feeds"),
                  children: <Feeds search={search} onChange={(next) => void navigate({ search: next })} />,
                },
                { key: "addresses", label: t("events.tabs.addresses"), children: <HookAddresses /> },
              ]
            : []),
        ]}
      />
    </Page>
  );
}
