import { PauseOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useMay } from "../session/index.ts";
import { breakersQuery, type Breaker } from "./breaker-queries.ts";
import { CloseBreakerDialog } from "./CloseBreakerDialog.tsx";
import { OpenBreakerDialog } from "./OpenBreakerDialog.tsx";

const tones: Readonly<Record<Breaker["state"], Tone>> = { open: "bad", "half-open": "busy", closed: "good" };

/** The connections that are or were in trouble, and what is parked for them. */
export function Breakers(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(breakersQuery);
  const [isOpening, setOpening] = useState(false);
  const [closed, setClosed] = useState<string>();
  return (
    <Section
      flush
      title={t("flow.breakers")}
      hint={t("flow.breakersHint")}
      extra={
        may("breakers:write") && (
          <Button icon={<PauseOutlined />} onClick={() => setOpening(true)}>
            {t("flow.open")}
          </Button>
        )
      }
    >
      <QueryView query={query}>{({ items }) => <BreakerTable breakers={items} onClose={setClosed} />}</QueryView>
      {isOpening && <OpenBreakerDialog onClose={() => setOpening(false)} />}
      {closed !== undefined && <CloseBreakerDialog connection={closed} onClose={() => setClosed(undefined)} />}
    </Section>
  );
}

function BreakerTable(props: {
  readonly breakers: readonly Breaker[];
  readonly onClose: (connection: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const columns: readonly (Column<Breaker> | false)[] = [
    {
      key: "connection",
      title: t("flow.connection"),
      render: ({ connection, name }) => (
        <>
          <code className="breakable">{connection}</code>
          {name !== null && <div className="quiet small">{name}</div>}
        </>
      ),
    },
    { key: "state", title: t("flow.state"), render: (breaker) => <BreakerState breaker={breaker} /> },
    {
      key: "parked",
      from: "small",
      align: "end",
      title: t("flow.parked"),
      render: ({ parked }) => <strong className="tabular">{parked}</strong>,
    },
    {
      key: "reason",
      from: "middle",
      title: t("flow.reason"),
      render: ({ reason, openedBy, lastFailure }) => (
        <>
          {reason}
          {openedBy !== null && <div className="quiet small">{t("flow.openedBy", { by: openedBy })}</div>}
          {lastFailure !== null && lastFailure.message !== reason && (
            <div className="quiet small">{lastFailure.message}</div>
          )}
        </>
      ),
    },
    may("breakers:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("flow.close")}</span>,
      render: ({ connection, state }) =>
        state !== "closed" && (
          <Button size="small" aria-label={t("flow.closeOf", { connection })} onClick={() => props.onClose(connection)}>
            {t("flow.close")}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      label={t("flow.breakers")}
      columns={columns}
      rows={props.breakers}
      rowKey={({ connection }) => connection}
      empty={<EmptyState title={t("flow.noBreakers")} text={t("flow.noBreakersText")} />}
    />
  );
}

function BreakerState({ breaker: { state, since, probeAt, parked } }: { readonly breaker: Breaker }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <StateMark tone={tones[state]}>{t(`flow.states.${state}`)}</StateMark>
      <div className="narrow-only small">
        {t("flow.parked")} {parked}
      </div>
      <div className="quiet small">
        <Instant at={since} />
        {state === "open" && (
          <>
            {" · "}
            {probeAt === null ? (
              t("flow.noProbe")
            ) : (
              <>
                {t("flow.probe")} <Instant at={probeAt} as="relative" />
              </>
            )}
          </>
        )}
      </div>
    </>
  );
}
