import type { ReactElement, ReactNode } from "react";

/** A part of the page that scrolls by itself, also for whoever has no mouse. @param live whether new lines are read out */
export function ScrollRegion(props: {
  readonly label: string;
  readonly className?: string | undefined;
  readonly live?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section
      aria-label={props.label}
      className={props.className}
      aria-live={props.live === true ? "polite" : undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard scrolls only what it can focus
      tabIndex={0}
    >
      {props.children}
    </section>
  );
}
