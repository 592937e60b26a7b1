/** A dialog of a page: what draws it is fetched when it opens for the first time, or when the page is at rest. */
import type { ModalProps } from "@mantine/core";
import { part } from "@/api/part.ts";
import { whenWanted } from "./use-later.ts";

/** The kit's dialog, later. */
export const LaterModal = whenWanted<typeof import("./modal.ts"), ModalProps>(
  part(() => import("./modal.ts")),
  (module) => module.Modal,
  ({ opened }) => opened,
);
