/** Somebody else has changed the same draft: what do both say? */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pickedCustomer, pickWorkSites } from "@/api/pick.ts";
import { ConflictDialog } from "@/ui/conflict.tsx";
import type { Content } from "./draft.ts";
import { fieldName, fieldValue } from "./field-names.ts";

/** Both contents and what can be done. */
export type Conflict = {
  mine: Content;
  theirs: Content;
  keepMine: () => void;
  takeTheirs: () => void;
  close: () => void;
};

/** The dialog; names stand where the drafts hold ids. */
export function DraftConflict({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const { mine, theirs } = conflict;
  const { data: own } = useQuery(pickedCustomer(mine.customer_id));
  const { data: other } = useQuery(pickedCustomer(theirs.customer_id));
  const { data: ownSites } = useQuery(pickWorkSites(mine.customer_id));
  const { data: otherSites } = useQuery(pickWorkSites(theirs.customer_id));
  const names = new Map<unknown, string>(
    [own, other, ...(ownSites?.items ?? []), ...(otherSites?.items ?? [])]
      .filter((thing) => thing !== undefined)
      .map((thing) => [thing.id, thing.name]),
  );
  const show = (field: string, value: unknown) =>
    field === "customer_id" || field === "work_site_id"
      ? value === null
        ? t("common.none")
        : (names.get(value) ?? "…")
      : fieldValue(t, field, value);
  return (
    <ConflictDialog
      opened
      mine={mine}
      theirs={theirs}
      label={(field) => fieldName(t, field) ?? field}
      show={show}
      onKeepMine={conflict.keepMine}
      onTakeTheirs={conflict.takeTheirs}
      onClose={conflict.close}
    />
  );
}
