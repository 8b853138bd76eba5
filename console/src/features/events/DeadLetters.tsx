import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { DeadLetterDrawer } from "./DeadLetterDrawer.tsx";
import { deadLetterQuery, type DeadLetter, type LetterState } from "./event-queries.ts";
import { letterStates, type EventSearch } from "./event-search.ts";
import styles from "./DeadLetters.module.css";

const tones: Readonly<Record<LetterState, Tone>> = { open: "bad", replayed: "good", dismissed: "quiet" };

/** What came in as an event and could not be read. */
export function DeadLetters(props: {
  readonly search: EventSearch;
  readonly onChange: (search: EventSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { state = "open", cursor, letter } = props.search;
  const query = useQuery(deadLetterQuery(state === "all" ? undefined : state, cursor));
  const here: EventSearch = { tab: "letters", ...(state !== "open" && { state }) };
  return (
    <>
      <p className={styles["lead"]}>{t("events.letters.lead")}</p>
      <div className={styles["states"]}>
        <Segmented<LetterState | "all">
          aria-label={t("events.letters.state")}
          value={state}
          onChange={(next) => props.onChange({ tab: "letters", ...(next !== "open" && { state: next }) })}
          options={[
            ...letterStates.map((value) => ({ value, label: t(`events.letters.states.${value}`) })),
            { value: "all", label: t("common.all") },
          ]}
        />
      </div>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <LetterTable letters={items} onOpen={({ id }) => props.onChange({ ...props.search, letter: id })} />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => props.onChange(here)}
              onNext={() => nextCursor !== null && props.onChange({ ...here, cursor: nextCursor })}
            />
            <DeadLetterDrawer
              key={letter}
              letter={items.find(({ id }) => id === letter)}
              onClose={() => props.onChange({ ...here, ...(cursor !== undefined && { cursor }) })}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function LetterTable(props: {
  readonly letters: readonly DeadLetter[];
  readonly onOpen: (letter: DeadLetter) => void;
}): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<DeadLetter>[] = [
    {
      key: "reason",
      title: t("events.letters.reason"),
      render: (letter) => (
        <Button
          type="link"
          className={styles["open"] ?? ""}
          aria-label={`${t("events.letters.one", { id: letter.id })}: ${letter.problems[0]?.message ?? ""}`}
          onClick={() => props.onOpen(letter)}
        >
          {letter.problems[0]?.message ?? t("events.letters.one", { id: letter.id })}
        </Button>
      ),
    },
    {
      key: "raw",
      from: "middle",
      title: t("events.letters.raw"),
      render: ({ raw }) => <code className="clip">{raw}</code>,
    },
    {
      key: "received",
      title: t("events.received"),
      width: 150,
      render: ({ receivedAt, broughtBy }) => (
        <>
          <Instant at={receivedAt} />
          <div className="quiet small">{broughtBy}</div>
        </>
      ),
    },
    {
      key: "state",
      from: "small",
      title: t("events.letters.state"),
      width: 120,
      render: ({ state }) => <StateMark tone={tones[state]}>{t(`events.letters.states.${state}`)}</StateMark>,
    },
  ];
  return (
    <DataTable
      label={t("events.tabs.letters")}
      columns={columns}
      rows={props.letters}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("events.letters.empty")} text={t("events.letters.emptyText")} />}
    />
  );
}
