import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useId, useRef, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../features/session/index.ts";
import { administration, notification, own, work } from "./navigation.tsx";
import styles from "./MainNavigation.module.css";

type Page =
  | (typeof work)[number]
  | (typeof notification)[number]
  | (typeof administration)[number]
  | (typeof own)[number];

/** The pages that whoever is signed in may open. */
export function MainNavigation(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // There are more pages than a small screen can list: where one is must be among those that are seen.
  useEffect(() => {
    nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another address is another current page
  }, [pathname]);
  const open = <Entry extends Page>(entries: readonly Entry[]) =>
    entries.filter((entry) => !("permission" in entry) || may(entry.permission));
  return (
    <nav ref={nav} aria-label={t("navigation.label")} className={styles["nav"]}>
      <Links pages={open(work)} />
      <Group title={t("navigation.notification")} pages={open(notification)} />
      <Group title={t("navigation.administration")} pages={open(administration)} />
      <section className={styles["group"]}>
        <Links pages={open(own)} />
      </section>
    </nav>
  );
}

/** Pages that belong together; nothing for whoever may open none of them. */
function Group(props: { readonly title: string; readonly pages: readonly Page[] }): ReactElement | null {
  const id = useId();
  if (props.pages.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles["group"]}>
      <h2 id={id} className={styles["heading"]}>
        {props.title}
      </h2>
      <Links pages={props.pages} />
    </section>
  );
}

function Links({ pages }: { readonly pages: readonly Page[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {pages.map((page) => (
        <Link key={page.to} to={page.to} className={styles["link"]} activeProps={{ className: styles["active"] ?? "" }}>
          {/* Icons have names of their own, which would be read out before that of the page. */}
          <span aria-hidden="true">{page.icon}</span>
          <span>{t(`navigation.${page.text}`)}</span>
          {"badge" in page && page.badge}
        </Link>
      ))}
    </>
  );
}
