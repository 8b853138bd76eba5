import { Link, Outlet } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { NoticeBell } from "../features/notices/index.ts";
import { AccountButton, PasswordOffer } from "../features/session/index.ts";
import { AppearanceButtons } from "../ui/AppearanceButtons.tsx";
import { Logo } from "../ui/Logo.tsx";
import { LiveMark } from "./LiveMark.tsx";
import { MainNavigation } from "./MainNavigation.tsx";
import styles from "./Shell.module.css";
import { useLiveUpdates } from "./use-live-updates.ts";

/** What stands around every page of somebody who is signed in. */
export function Shell(): ReactElement {
  const { t } = useTranslation();
  useLiveUpdates();
  return (
    <div className={styles["shell"]}>
      <a href="#content" className={styles["skip"]}>
        {t("navigation.skip")}
      </a>
      <div className={styles["side"]}>
        <Link to="/rules" className={styles["brand"]}>
          <Logo size={30} />
          <span>
            钟楼 <span className={styles["latin"]}>Belfry</span>
          </span>
        </Link>
        <MainNavigation />
        <div className={styles["foot"]}>
          <LiveMark />
          <div className={styles["appearance"]}>
            <AppearanceButtons />
            <NoticeBell />
          </div>
          <AccountButton />
        </div>
      </div>
      <main id="content" tabIndex={-1} className={styles["main"]}>
        <PasswordOffer />
        <Outlet />
      </main>
    </div>
  );
}
