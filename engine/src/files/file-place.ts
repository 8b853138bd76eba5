import type { FileKind } from "./file-ids.ts";

/** A file that has just become durable. */
export interface KeptFile {
  readonly kind: FileKind;
  readonly id: string;
  readonly bytes: number;
  /** Artifacts only. */
  readonly name?: string;
  readonly mediaType?: string;
  /** Datasets only. */
  readonly rows?: number;
}

export interface FileStoreOptions {
  /** Where everything lies: `datasets/`, `artifacts/`, `scratch/`. Made when it is first needed. */
  readonly folder: string;
  /** Called when a file is durable and before its reference is returned; a rejection keeps the reference back. */
  readonly onDurable?: (file: KeptFile) => void | Promise<void>;
  /** Names the day a file belongs to. @default the machine's clock */
  readonly now?: () => Date;
}

/** The store as its own parts see it, with every option known. */
export type FilePlace = Required<FileStoreOptions>;
