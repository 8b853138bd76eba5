import { DeleteOutlined, EditOutlined, LeftOutlined, RightOutlined, SnippetsOutlined } from "@ant-design/icons";
import type { CalendarView } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useNow } from "../../ui/use-now.ts";
import { ruleListQuery } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import { calendarQuery, useRemoveCalendar } from "./calendar-queries.ts";
import { CalendarEditor } from "./CalendarEditor.tsx";
import { yearsOf } from "./days-of-year.ts";
import { HorizonMark } from "./HorizonMark.tsx";
import { NoticeDrawer } from "./NoticeDrawer.tsx";
import { WARN_BELOW_DAYS } from "./warn-below-days.ts";
import { YearView } from "./YearView.tsx";

const route = getRouteApi("/shell/calendars/$calendar");

export function CalendarPage(): ReactElement {
  const { calendar } = route.useParams();
  const query = useQuery(calendarQuery(calendar));
  return <QueryView query={query}>{(loaded) => <Loaded calendar={loaded} />}</QueryView>;
}

function Loaded({ calendar }: { readonly calendar: CalendarView }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { first, last } = yearsOf(calendar);
  const thisYear = new Date(useNow("ten-seconds")).getFullYear();
  const year = Math.min(Math.max(search.year ?? thisYear, first), last);
  const show = (next: { readonly year?: number; readonly open?: "edit" | "notice" }) =>
    void navigate({ search: { year, ...next }, replace: true });
  const { from, until, daysLeft } = calendar;
  return (
    <Page
      title={calendar.name}
      before={<Link to="/calendars">{t("calendars.title")}</Link>}
      beside={<HorizonMark daysLeft={daysLeft} until={until} />}
      lead={
        <>
          <code>{calendar.calendar}</code> · {t("calendars.range", { from, until })}
        </>
      }
      actions={<Actions calendar={calendar} onOpen={(open) => show({ open })} />}
    >
      {daysLeft < WARN_BELOW_DAYS && (
        <Alert type="warning" showIcon title={t("calendars.endsSoonText")} style={{ marginBottom: 16 }} />
      )}
      <Section
        title={t("calendars.yearOf", { year })}
        extra={
          <Space>
            <Button
              icon={<LeftOutlined />}
              disabled={year <= first}
              aria-label={t("calendars.previousYear")}
              onClick={() => show({ year: year - 1 })}
            />
            <Button
              icon={<RightOutlined />}
              disabled={year >= last}
              aria-label={t("calendars.nextYear")}
              onClick={() => show({ year: year + 1 })}
            />
          </Space>
        }
      >
        <YearView calendar={calendar} year={year} />
      </Section>
      <Section title={t("calendars.rules")}>
        <RuleLinks rules={calendar.rules} />
      </Section>
      {search.open === "edit" && <CalendarEditor calendar={calendar} onClose={() => show({})} />}
      {search.open === "notice" && (
        <NoticeDrawer calendar={calendar} onClose={() => show({})} onSaved={(saved) => show({ year: saved })} />
      )}
    </Page>
  );
}

function Actions(props: {
  readonly calendar: CalendarView;
  readonly onOpen: (what: "edit" | "notice") => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const may = useMay();
  const remove = useRemoveCalendar();
  const { calendar, name, rules } = props.calendar;
  const askToRemove = () =>
    confirm({
      title: t("calendars.deleteTitle", { name }),
      text: t("calendars.deleteText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(calendar);
        void message.success(t("calendars.deleted", { name }));
        void navigate({ to: "/calendars" });
      },
    });
  return (
    <>
      {may("calendars:write") && (
        <>
          <Button
            icon={<DeleteOutlined />}
            disabled={rules.length > 0}
            aria-label={`${t("calendars.delete")} ${name}`}
            onClick={askToRemove}
          />
          <Button icon={<EditOutlined />} onClick={() => props.onOpen("edit")}>
            {t("calendars.edit")}
          </Button>
        </>
      )}
      <Button type="primary" icon={<SnippetsOutlined />} onClick={() => props.onOpen("notice")}>
        {t("calendars.notice")}
      </Button>
    </>
  );
}

function RuleLinks({ rules }: { readonly rules: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const { data = [] } = useQuery(ruleListQuery());
  if (rules.length === 0) return <p className="quiet">{t("calendars.noRules")}</p>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {rules.map((rule) => (
        <li key={rule}>
          <Link to="/rules/$rule" params={{ rule }}>
            {data.find((one) => one.rule === rule)?.name ?? rule}
          </Link>
        </li>
      ))}
    </ul>
  );
}
