/** A dialog of a page: what draws it is fetched when it opens for the first time, or when the page is at rest. */
import type { ModalProps } from "@mantine/core";
import { part } from "@/api/part.ts";
import { whenWanted } from "./use-later.ts";

/** `Dialog`, later. */
export const LaterDialog = whenWanted<typeof import("./dialog.tsx"), ModalProps>(
  part(() => import("./dialog.tsx")),
  (module) => module.Dialog,
  ({ opened }) => opened,
);
