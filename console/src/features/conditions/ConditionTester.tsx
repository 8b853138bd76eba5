import type { ConditionTest } from "@belfry/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Drawer, Form, Input, Select } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { stringify } from "yaml";
import { belfry } from "../../api/index.ts";
import { usePreferences } from "../../preferences/index.ts";
import { CodeEditor } from "../../ui/code-editor/index.ts";
import { formatMinute } from "../../ui/format-time.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import { eventListQuery, eventQuery, seenByConditions } from "../events/index.ts";
import { useMay } from "../session/index.ts";
import { ConditionResult } from "./ConditionResult.tsx";
import styles from "./ConditionTester.module.css";
import { conditionsOf, type Condition, type PlacedCondition } from "./conditions-of.ts";

const SAMPLE = `{
  "type": "order.paid",
  "source": "/shops/7",
  "data": { "amount": 268 }
}`;
const OWN = "own";

interface TesterProps {
  readonly definition: Readonly<Record<string, unknown>>;
  /** Whose variables are seen; a rule that is not saved yet has none. */
  readonly rule?: string;
  /** The event it begins with. @default an example */
  readonly event?: number;
  readonly onClose: () => void;
}

/** Evaluates a condition of a rule with an event, and shows what each part of it comes to. */
export function ConditionTester(props: TesterProps): ReactElement {
  const { t } = useTranslation();
  const { event } = props;
  const query = useQuery({ ...eventQuery(event ?? 0), enabled: event !== undefined });
  return (
    <Drawer open size={760} title={t("conditions.title")} onClose={props.onClose}>
      <p className={styles["lead"]}>{t("conditions.lead")}</p>
      {event === undefined ? (
        <Tester {...props} sample={SAMPLE} />
      ) : (
        <QueryView query={query}>
          {(loaded) => <Tester {...props} sample={JSON.stringify(seenByConditions(loaded), null, 2)} />}
        </QueryView>
      )}
    </Drawer>
  );
}

function Tester(props: TesterProps & { readonly sample: string }): ReactElement {
  const { t } = useTranslation();
  const placed = conditionsOf(props.definition);
  const [chosen, setChosen] = useState(placed[0]?.key ?? OWN);
  const [own, setOwn] = useState("");
  const [given, setGiven] = useState({ text: props.sample, round: 0 });
  const [fault, setFault] = useState<string>();
  const test = useTest(props.rule);
  const condition: Condition = placed.find(({ key }) => key === chosen)?.condition ?? own;

  const run = () => {
    const event = readJson(given.text);
    setFault(event.ok ? undefined : event.reason);
    if (event.ok) test.mutate({ condition, event: event.value });
  };

  return (
    <>
      <Form layout="vertical" onFinish={run}>
        <Form.Item label={t("conditions.condition")} htmlFor="condition-chosen">
          <Select
            id="condition-chosen"
            value={chosen}
            onChange={setChosen}
            options={[
              ...placed.map((one) => ({ value: one.key, label: <PlaceText placed={one} /> })),
              { value: OWN, label: t("conditions.own") },
            ]}
          />
        </Form.Item>
        {chosen === OWN ? (
          <Form.Item extra={t("conditions.ownHint")}>
            <Input.TextArea
              aria-label={t("conditions.own")}
              value={own}
              onChange={({ target }) => setOwn(target.value)}
              autoSize={{ minRows: 2, maxRows: 8 }}
              spellCheck={false}
              className="code"
            />
          </Form.Item>
        ) : (
          <ScrollRegion label={t("conditions.condition")} className={styles["condition"]}>
            {typeof condition === "string" ? condition : stringify(condition).trim()}
          </ScrollRegion>
        )}
        <RecentEvents begun={props.event} onChoose={(text) => setGiven({ text, round: given.round + 1 })} />
        <Form.Item label={t("conditions.written")}>
          <CodeEditor
            key={given.round}
            label={t("conditions.written")}
            initial={given.text}
            lines={8}
            onChange={(text) => setGiven({ ...given, text })}
          />
        </Form.Item>
        {fault !== undefined && (
          <p role="alert" className={styles["fault"]}>
            {t("conditions.notJson", { reason: fault })}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={test.isPending} disabled={condition === ""}>
          {t("conditions.test")}
        </Button>
      </Form>
      <div
        aria-live="polite"
        className={styles["result"]}
        ref={(node) => {
          if (test.isSuccess || test.isError) node?.scrollIntoView({ block: "nearest" });
        }}
      >
        {test.error !== null && <ProblemAlert error={test.error} />}
        {test.data !== undefined && <ConditionResult test={test.data} />}
      </div>
    </>
  );
}

function useTest(rule: string | undefined) {
  return useMutation({
    mutationFn: ({
      condition,
      event,
    }: {
      readonly condition: Condition;
      readonly event: unknown;
    }): Promise<ConditionTest> => belfry.rules.testCondition({ condition, event, ...(rule !== undefined && { rule }) }),
  });
}

function PlaceText({ placed: { at, name } }: { readonly placed: PlacedCondition }): ReactElement {
  const { t } = useTranslation();
  if (at === "rule") return <>{t("conditions.ofRule")}</>;
  return (
    <>{at === "trigger" ? t("conditions.ofTrigger", { trigger: name }) : t("conditions.ofStep", { step: name })}</>
  );
}

/** Puts an event that really came into the field. */
function RecentEvents(props: {
  readonly begun: number | undefined;
  readonly onChoose: (text: string) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const may = useMay();
  const [chosen, setChosen] = useState(props.begun);
  const recent = useQuery({ ...eventListQuery({}, undefined, 20), enabled: may("events:read") });
  const load = useMutation({
    mutationFn: async (id: number, { client }) => seenByConditions(await client.fetchQuery(eventQuery(id))),
    onSuccess: (event) => props.onChoose(JSON.stringify(event, null, 2)),
  });
  const events = recent.data?.items ?? [];
  if (events.length === 0) return null;
  return (
    <Form.Item label={t("conditions.recent")} htmlFor="condition-event">
      <Select
        id="condition-event"
        placeholder={t("conditions.choose")}
        value={chosen ?? null}
        onChange={(id) => {
          setChosen(id ?? undefined);
          if (id !== null) load.mutate(id);
        }}
        options={events.map(({ id, type, source, receivedAt }) => ({
          value: id,
          label: `${type} · ${source} · ${formatMinute(new Date(receivedAt), language)}`,
        }))}
      />
      {load.error !== null && <ProblemAlert error={load.error} />}
    </Form.Item>
  );
}

function readJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
