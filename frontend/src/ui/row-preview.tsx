/** What does the document of a row look like? Shown beside its list; the arrows go on to the next one. */
import type { LinkProps } from "@tanstack/react-router";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SideDialog } from "./dialog.tsx";
import { LinkButton } from "./link-button.tsx";

type Props = {
  opened: boolean;
  /** Names the row. */
  title: string;
  /** Where the row leads. */
  to: Pick<LinkProps, "to" | "params" | "search">;
  /** Shows the row after or before this one. */
  onMove: (by: number) => void;
  onClose: () => void;
  /** The row in the list. */
  focusBack: () => HTMLElement | null;
  /** The document. */
  children: ReactNode;
};

/** The panel at the side. */
export function RowPreview({ opened, title, to, onMove, onClose, focusBack, children }: Props) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    // A button is pressed by the same key.
    const closes = event.key === " " && !(event.target as HTMLElement).closest("button");
    if (!move && !closes) return;
    event.preventDefault();
    if (move) onMove(move);
    else onClose();
  };
  return (
    <SideDialog
      opened={opened}
      onClose={onClose}
      onKeyDown={onKeyDown}
      focusBack={focusBack}
      position="right"
      size="min(44rem, 100%)"
      title={title}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <LinkButton {...(to as { to: "/" })} variant="light" mt="xs" mb="md" data-autofocus>
        {t("common.open")}
      </LinkButton>
      {children}
    </SideDialog>
  );
}
