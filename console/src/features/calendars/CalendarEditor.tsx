import { isBelfryProblem, type CalendarDraft, type CalendarView } from "@belfry/client";
import { Alert, App, Button, Drawer } from "antd";
import { useRef, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeEditor, type EditorHandle } from "../../ui/code-editor/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useYamlReader } from "../../ui/yaml-text/index.ts";
import styles from "./CalendarEditor.module.css";
import { useSaveCalendar } from "./calendar-queries.ts";
import { calendarTemplate, calendarYaml } from "./calendar-yaml.ts";

/** A calendar as data. @param props.calendar the one to change; a new one when left out */
export function CalendarEditor(props: {
  readonly calendar?: CalendarView;
  readonly onSaved?: (saved: CalendarView) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  // What others save meanwhile is told when this is saved, and does not move the text.
  const [base] = useState(props.calendar);
  const [initial] = useState(() => (base === undefined ? calendarTemplate(new Date()) : calendarYaml(base)));
  const [text, setText] = useState(initial);
  const editor = useRef<EditorHandle>(null);
  const save = useSaveCalendar();
  const readText = useYamlReader(t("calendars.noCalendar"));
  const read = readText(text);
  const otherName =
    read.ok && base !== undefined && read.value["calendar"] !== base.calendar
      ? read.place({ path: "calendar", message: t("calendars.otherName", { calendar: base.calendar }), remedy: "" })
      : undefined;

  const submit = () => {
    if (!read.ok) return;
    const { calendar, ...draft } = read.value;
    save.mutate(
      // What is wrong with the data is told by the server.
      {
        calendar: typeof calendar === "string" ? calendar : "-",
        draft: draft as unknown as CalendarDraft,
        ifRevision: base?.revision,
      },
      {
        onSuccess(saved) {
          props.onClose();
          void message.success(t("calendars.saved", { name: saved.name }));
          props.onSaved?.(saved);
        },
        onError(error) {
          const [first] = isBelfryProblem(error) ? error.problems : [];
          if (first !== undefined) editor.current?.goTo(read.place(first).from);
        },
      },
    );
  };

  return (
    <Drawer
      open
      size={760}
      title={base === undefined ? t("calendars.add") : t("calendars.editTitle", { name: base.name })}
      onClose={props.onClose}
      extra={
        <Button
          type="primary"
          disabled={!read.ok || otherName !== undefined || (base !== undefined && text === initial)}
          loading={save.isPending}
          onClick={submit}
        >
          {t("common.save")}
        </Button>
      }
    >
      <div className={styles["column"]}>
        <p className={styles["hint"]}>{t("calendars.editHint")}</p>
        {save.error !== null &&
          (base === undefined && isBelfryProblem(save.error, "PRECONDITION_FAILED") ? (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={t("calendars.exists", { calendar: save.variables?.calendar ?? "" })}
            />
          ) : (
            <ProblemAlert error={save.error} />
          ))}
        <CodeEditor
          label={t("calendars.editLabel")}
          initial={initial}
          onChange={setText}
          handle={editor}
          check={(now) => {
            const result = readText(now);
            return Promise.resolve(result.ok ? [] : result.problems);
          }}
        />
        {otherName !== undefined && (
          <p role="alert" className={styles["fault"]}>
            {otherName.message}
          </p>
        )}
      </div>
    </Drawer>
  );
}
