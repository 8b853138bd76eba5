/** What notification_service.json holds of what is run here. */

export interface GoldenAccount {
  readonly id: number;
  readonly priority: number;
  readonly dailySent: number;
  readonly dailyLimit: number;
  readonly failureCount: number;
  readonly active: boolean;
}

export interface Described {
  readonly id?: string;
  readonly description?: string;
}

export interface NotificationFile {
  readonly retry?: readonly (Described & Readonly<Record<string, unknown>>)[];
  readonly metrics?: readonly {
    readonly input: { readonly success?: number; readonly failed?: number; readonly pending?: number };
    readonly expected: Readonly<Record<string, number>>;
  }[];
  readonly paging?: readonly { readonly total: number; readonly page_size: number; readonly total_pages: number }[];
  readonly accountSelection?: readonly (Described & {
    readonly input: readonly GoldenAccount[];
    readonly expected: unknown;
  })[];
  readonly fingerprint?: readonly {
    readonly input: { readonly channel: string; readonly to: string; readonly content: string };
    readonly expected: string;
  }[];
  readonly templateRendering?: readonly (Described & {
    readonly input: { readonly template: string; readonly variables: Readonly<Record<string, unknown>> };
    readonly expected: unknown;
  })[];
}

/** How the report names a case. */
export const labelOf = ({ id, description }: Described) => [id, description].filter(Boolean).join(" ");
