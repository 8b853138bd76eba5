import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { Facts } from "../../ui/Facts.tsx";
import { FileList } from "../../ui/FileList.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { blindRecipients } from "./blind-recipients.ts";
import { MailBody } from "./MailBody.tsx";
import styles from "./MailPane.module.css";
import { mailQuery, type Mail } from "./sandbox-queries.ts";
import { mailViews, type MailView } from "./sandbox-search.ts";

const route = getRouteApi("/shell/sandbox/$mailId");

/** The open mail. */
export function MailPane(): ReactElement {
  const { mailId } = route.useParams();
  const query = useQuery(mailQuery(mailId));
  return <QueryView query={query}>{(mail) => <Loaded key={mail.id} mail={mail} />}</QueryView>;
}

function Loaded({ mail }: { readonly mail: Mail }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const views = mailViews.filter((one) => (one !== "html" && one !== "text") || mail[one] !== undefined);
  const view = views.find((one) => one === search.view) ?? views[0] ?? "source";
  const blind = blindRecipients(mail);
  const files = mail.attachments.filter(({ inline }) => !inline);

  return (
    <Panel>
      <article className={styles["mail"]} aria-labelledby="mail-subject">
        <Link
          to="/sandbox"
          search={search.cursor === undefined ? {} : { cursor: search.cursor }}
          className={styles["back"]}
        >
          ← {t("sandbox.back")}
        </Link>
        <h2 id="mail-subject" className={styles["subject"]}>
          {mail.subject === "" ? t("sandbox.noSubject") : mail.subject}
        </h2>
        <Facts
          facts={[
            { label: t("sandbox.from"), value: mail.sender },
            { label: t("sandbox.to"), value: mail.to.join(", ") },
            mail.cc.length > 0 && { label: t("sandbox.cc"), value: mail.cc.join(", ") },
            blind.length > 0 && { label: t("sandbox.bcc"), value: blind.join(", ") },
            { label: t("sandbox.date"), value: <Instant at={mail.receivedAt} as="both" /> },
          ]}
        />
        {files.length > 0 && (
          <div className={styles["files"]}>
            <FileList
              label={t("sandbox.attachments")}
              files={files.map(({ index, fileName, mediaType, bytes }) => ({
                key: index,
                name: fileName,
                mediaType,
                bytes,
                address: belfry.sandbox.attachmentUrl(mail.id, index),
              }))}
            />
          </div>
        )}
        <Segmented<MailView>
          aria-label={t("sandbox.view")}
          value={view}
          onChange={(next) => void navigate({ search: { ...search, view: next }, replace: true })}
          options={views.map((value) => ({ value, label: t(`sandbox.views.${value}`) }))}
        />
        <MailBody mail={mail} view={view} />
      </article>
    </Panel>
  );
}
