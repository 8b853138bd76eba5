import { useQuery } from "@tanstack/react-query";
import { Drawer, Form, Input } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { QueryView } from "../../ui/QueryView.tsx";
import { MaskedHint } from "../session/index.ts";
import { explanationQuery, type Explained } from "./explain-queries.ts";
import { ExplanationView } from "./ExplanationView.tsx";
import { fieldOfInstant, instantOfField } from "./local-field.ts";

/** Says why: of a rule at a moment that can be chosen, of an event or of an execution. */
export function ExplainDrawer({ of, onClose }: { readonly of: Explained; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const title = of.kind === "rule" ? t("explain.rule", { rule: of.rule }) : t(`explain.${of.kind}Title`, { id: of.id });
  return (
    <Drawer open size={720} title={title} onClose={onClose}>
      <MaskedHint />
      {of.kind === "rule" ? <AtMoment of={of} /> : <Answer of={of} />}
    </Drawer>
  );
}

function AtMoment({ of }: { readonly of: Extract<Explained, { kind: "rule" }> }): ReactElement {
  const { t } = useTranslation();
  const [field, setField] = useState(() => fieldOfInstant(of.at === undefined ? new Date() : new Date(of.at)));
  const chosen = instantOfField(field);
  // A slot may be due between two minutes; only who chooses another time asks for that.
  const at = of.at !== undefined && field === fieldOfInstant(new Date(of.at)) ? of.at : chosen?.toISOString();
  return (
    <>
      <Form layout="vertical">
        <Form.Item label={t("explain.at")} htmlFor="explain-at" extra={t("explain.atHint")}>
          <Input
            id="explain-at"
            type="datetime-local"
            step={1}
            value={field}
            onChange={({ target }) => setField(target.value)}
            style={{ maxWidth: 260 }}
          />
        </Form.Item>
      </Form>
      {at !== undefined && <Answer of={{ ...of, at }} />}
    </>
  );
}

function Answer({ of }: { readonly of: Explained }): ReactElement {
  const query = useQuery(explanationQuery(of));
  return <QueryView query={query}>{(explanation) => <ExplanationView explanation={explanation} />}</QueryView>;
}
