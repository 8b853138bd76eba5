import type { ReactElement } from "react";

/** A bell tower: roof, two pillars, and the bell between them. */
export function Logo({ size = 32 }: { readonly size?: number }): ReactElement {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#22314f" />
      <path d="M16 4 25 11.5H7z" fill="#e0a458" />
      <path d="M9 13.5h2.6V27H9zM20.4 13.5H23V27h-2.6zM7 27h18v1.8H7z" fill="#f3f1ec" />
      <path d="M16 13.5c2.3 0 3.2 1.9 3.2 4 0 1.7.5 2.7 1 3.5H11.8c.5-.8 1-1.8 1-3.5 0-2.1.9-4 3.2-4z" fill="#e0a458" />
      <circle cx="16" cy="22.7" r="1.3" fill="#e0a458" />
    </svg>
  );
}
