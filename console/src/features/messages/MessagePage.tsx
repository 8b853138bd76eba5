import type { MessageDetail } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { MaskedHint } from "../session/index.ts";
import { Deliveries } from "./Deliveries.tsx";
import { MessageActions } from "./MessageActions.tsx";
import { MessageFacts } from "./MessageFacts.tsx";
import { messageQuery } from "./message-queries.ts";

const route = getRouteApi("/shell/messages/$messageId");

export function MessagePage(): ReactElement {
  const { messageId } = route.useParams();
  const query = useQuery(messageQuery(messageId));
  return <QueryView query={query}>{(message) => <Loaded message={message} />}</QueryView>;
}

function Loaded({ message }: { readonly message: MessageDetail }): ReactElement {
  const { t } = useTranslation();
  const { id, text, markdown, html } = message;
  return (
    <Page
      title={message.subject === "" ? t("messages.one", { id }) : message.subject}
      before={<Link to="/messages">{t("messages.title")}</Link>}
      actions={<MessageActions message={message} />}
    >
      <MaskedHint />
      <Section title={t("messages.one", { id })}>
        <MessageFacts message={message} />
      </Section>
      <Section title={t("messages.deliveries")} flush>
        <Deliveries deliveries={message.deliveries} />
      </Section>
      {text !== null && <Content title={t("messages.text")} text={text} />}
      {markdown !== null && <Content title={t("messages.markdown")} text={markdown} />}
      {html !== null && <Content title={t("messages.html")} text={html} />}
    </Page>
  );
}

function Content({ title, text }: { readonly title: string; readonly text: string }): ReactElement {
  return (
    <Section title={title}>
      <CodeBlock text={text} label={title} />
    </Section>
  );
}
