import type { MessageDetail } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { useChannelText } from "../channels/index.ts";
import { useMay } from "../session/index.ts";

/** What a message says of itself besides its content. */
export function MessageFacts({ message }: { readonly message: MessageDetail }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const channelText = useChannelText();
  const { executionId, rule, sentBy, scheduledAt, expiresAt, businessKey, template, templateVersion, attachments } =
    message;
  const { escalation, acknowledgedAt, acknowledgedBy } = message;
  const labels = Object.entries(message.labels).map(([name, value]) => `${name}=${value}`);
  return (
    <Facts
      facts={[
        { label: t("messages.channel"), value: channelText(message.channel) },
        { label: t("messages.account"), value: message.account ?? t("messages.anyAccount") },
        { label: t("messages.created"), value: <Instant at={message.createdAt} as="both" /> },
        scheduledAt !== null && { label: t("messages.scheduled"), value: <Instant at={scheduledAt} as="both" /> },
        expiresAt !== null && { label: t("messages.expires"), value: <Instant at={expiresAt} as="both" /> },
        message.priority !== "normal" && {
          label: t("messages.priority"),
          value: t(`messages.priorities.${message.priority}`),
        },
        rule !== null && {
          label: t("messages.rule"),
          value: may("rules:read") ? (
            <Link to="/rules/$rule" params={{ rule }}>
              {rule}
            </Link>
          ) : (
            rule
          ),
        },
        executionId !== null && {
          label: t("messages.execution"),
          value: (
            <Link to="/executions/$executionId" params={{ executionId }}>
              #{executionId}
            </Link>
          ),
        },
        sentBy !== null && { label: t("messages.sentBy"), value: sentBy },
        template !== null && { label: t("messages.template"), value: <code>{templateVersion ?? template}</code> },
        businessKey !== null && {
          label: t("messages.businessKey"),
          value: (
            <Link to="/messages" search={{ businessKey }}>
              {businessKey}
            </Link>
          ),
        },
        labels.length > 0 && {
          label: t("messages.labels"),
          value: labels.map((label) => (
            <div key={label}>
              <Link to="/messages" search={{ label }} className="code">
                {label}
              </Link>
            </div>
          )),
        },
        escalation !== null && { label: t("messages.escalation"), value: <Escalation escalation={escalation} /> },
        acknowledgedAt !== null && {
          label: t("messages.acknowledgedAt"),
          value: (
            <>
              <Instant at={acknowledgedAt} as="both" />
              {acknowledgedBy !== null && <div className="quiet small">{acknowledgedBy}</div>}
            </>
          ),
        },
        attachments.length > 0 && {
          label: t("sandbox.attachments"),
          value: attachments.map(({ file, fileName }) => fileName ?? file.name).join(t("common.comma")),
        },
      ]}
    />
  );
}

/** Who is told when nobody has it in time, or was told. */
function Escalation({ escalation }: { readonly escalation: NonNullable<MessageDetail["escalation"]> }): ReactElement {
  const { t } = useTranslation();
  const { dueAt, unless, state, nextMessageId } = escalation;
  return (
    <>
      {t(`messages.escalations.${state}`)}{" "}
      {state === "waiting" && (
        <>
          <Instant at={dueAt} as="both" />
          <div className="quiet small">{t(`messages.unless.${unless}`)}</div>
        </>
      )}
      {nextMessageId !== null && (
        <Link to="/messages/$messageId" params={{ messageId: nextMessageId }}>
          {t("messages.one", { id: nextMessageId })}
        </Link>
      )}
    </>
  );
}
