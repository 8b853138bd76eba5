import type { CalendarView, ParsedNotice } from "@belfry/client";
import { Alert, App, Button, Drawer, Form, Input } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useMay } from "../session/index.ts";
import { useParseNotice, useSaveCalendar } from "./calendar-queries.ts";
import styles from "./NoticeDrawer.module.css";
import { NoticeChange } from "./NoticeChange.tsx";

/** The notice of the State Council for a year: pasted, read, compared with the calendar, and then saved. */
export function NoticeDrawer(props: {
  readonly calendar: CalendarView;
  readonly onClose: () => void;
  readonly onSaved: (year: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { calendar, name } = props.calendar;
  const [text, setText] = useState("");
  const parse = useParseNotice(calendar);
  return (
    <Drawer open size={860} title={t("calendars.noticeTitle", { name })} onClose={props.onClose}>
      <p className={styles["hint"]}>{t("calendars.noticeHint")}</p>
      <Form layout="vertical" onFinish={() => parse.mutate(text)}>
        <Form.Item label={t("calendars.noticeText")} htmlFor="notice-text">
          <Input.TextArea
            id="notice-text"
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              // What was read belongs to another text.
              parse.reset();
            }}
            autoSize={{ minRows: 8, maxRows: 16 }}
          />
        </Form.Item>
        <Button
          htmlType="submit"
          type={parse.data === undefined ? "primary" : "default"}
          loading={parse.isPending}
          disabled={text.trim() === ""}
        >
          {t("calendars.parse")}
        </Button>
      </Form>
      <div aria-live="polite" className={styles["result"]}>
        {parse.error !== null && <ProblemAlert error={parse.error} />}
        {parse.data !== undefined && <Result notice={parse.data} {...props} />}
      </div>
    </Drawer>
  );
}

function Result(props: {
  readonly notice: ParsedNotice;
  readonly calendar: CalendarView;
  readonly onClose: () => void;
  readonly onSaved: (year: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const save = useSaveCalendar();
  const { notice, calendar } = props;
  const { year, days, change } = notice;
  const count = (kind: "off" | "work") => days.filter((day) => day.kind === kind).length;
  const isNew = change !== null && change.added.length + change.changed.length + change.removed.length > 0;
  const reachesFurther = change !== null && change.after.until !== calendar.until;

  const submit = () =>
    change !== null &&
    save.mutate(
      { calendar: calendar.calendar, draft: change.after, ifRevision: change.revision },
      {
        onSuccess(saved) {
          void message.success(t("calendars.saved", { name: saved.name }));
          props.onSaved(year);
        },
      },
    );

  return (
    <>
      <p className={styles["sum"]}>
        <strong>{t("calendars.parsed", { year, off: count("off"), work: count("work") })}</strong>{" "}
        {reachesFurther && t("calendars.until", { until: change.after.until })}
      </p>
      {change !== null && (isNew || reachesFurther) ? (
        <>
          {save.error !== null && <ProblemAlert error={save.error} />}
          {may("calendars:write") && (
            <Button type="primary" loading={save.isPending} onClick={submit} className={styles["apply"] ?? ""}>
              {t("calendars.apply")}
            </Button>
          )}
          <NoticeChange change={change} year={year} />
        </>
      ) : (
        <Alert type="info" showIcon title={t("calendars.nothingNew")} />
      )}
    </>
  );
}
