import type { WhatIf } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Form, Modal, Select } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatMinute } from "../../ui/format-time.ts";
import { QueryView } from "../../ui/QueryView.tsx";
import { useStepText } from "../explain/index.ts";
import { MaskedHint } from "../session/index.ts";
import { DifferenceTable } from "./DifferenceTable.tsx";
import { NextTimes } from "./NextTimes.tsx";
import { editedPreviewQuery, whatIfQuery } from "./what-if-queries.ts";
import styles from "./WhatIfDialog.module.css";

const DAYS = [1, 3, 7, 14, 31] as const;

/** What a rule as it is edited would have done with the last days, and when it would fire next. */
export function WhatIfDialog(props: {
  readonly rule: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { rule, definition } = props;
  const [days, setDays] = useState<number>(7);
  const replay = useQuery(whatIfQuery({ rule, definition, days }));
  const preview = useQuery(editedPreviewQuery({ rule, definition }));
  return (
    <Modal open width={1080} style={{ top: 40 }} title={t("whatIf.title")} footer={null} onCancel={props.onClose}>
      <p className="quiet">{t("whatIf.lead")}</p>
      <MaskedHint />
      <Form layout="vertical">
        <Form.Item label={t("whatIf.days")} htmlFor="what-if-days">
          <Select
            id="what-if-days"
            value={days}
            onChange={setDays}
            style={{ maxWidth: 160 }}
            options={DAYS.map((count) => ({ value: count, label: t("whatIf.dayCount", { count }) }))}
          />
        </Form.Item>
      </Form>
      <QueryView query={replay}>{(replayed) => <Replayed replayed={replayed} />}</QueryView>
      <h3 className={styles["title"]}>{t("whatIf.next")}</h3>
      <QueryView query={preview}>{(times) => <NextTimes preview={times} />}</QueryView>
    </Modal>
  );
}

function Replayed({ replayed }: { readonly replayed: WhatIf }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const say = useStepText();
  const { more, fewer, same, from, until, slots, events, notes, differences, total } = replayed;
  const day = (at: string) => formatMinute(new Date(at), language);
  return (
    <div aria-live="polite">
      <p className={styles["sum"]}>
        <strong>{t("whatIf.sum", { more, fewer })}</strong>{" "}
        <span className="quiet">{t("whatIf.same", { count: same })}</span>
      </p>
      <p className="quiet small">{t("whatIf.replayed", { from: day(from), until: day(until), slots, events })}</p>
      <ul className={styles["notes"]} aria-label={t("whatIf.notes")}>
        {notes.map((note) => (
          <li key={`${note.code} ${JSON.stringify(note.values)}`}>{say(note)}</li>
        ))}
      </ul>
      <h3 className={styles["title"]}>{t("whatIf.differences")}</h3>
      {total === 0 ? (
        <EmptyState title={t("whatIf.none")} text={t("whatIf.noneText")} />
      ) : (
        <DifferenceTable differences={differences} />
      )}
      {total > differences.length && (
        <p className="quiet small">{t("whatIf.rest", { count: total - differences.length })}</p>
      )}
    </div>
  );
}
