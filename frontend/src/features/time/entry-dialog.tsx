/** Which entries lie in a cell or on a day? One form, or a choice of entries when there are several. */
import { Button, Stack, UnstyledButton } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { KeptEntry } from "@/app/unsent-entries.ts";
import { showDay } from "@/lib/date.ts";
import { Dialog, SideDialog } from "@/ui/dialog.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { EntryFacts, EntryForm } from "./entry-form.tsx";
import type { RowHead, TimeEntry, Timesheet } from "./grid.ts";
import classes from "./time.module.css";

/** What is opened: entries of a day, and what new time begins with, or an entry that couldn't be sent. */
export type Opened = {
  day: string;
  entries: TimeEntry[];
  begin?: Partial<RowHead> | undefined;
  kept?: KeptEntry;
};

type Props = {
  sheet: Timesheet;
  member: string | undefined;
  opened: Opened | null;
  editable: boolean;
  onClose: () => void;
};

/** The dialog; from below on the phone. */
export function EntryDialog(props: Props) {
  const { opened, onClose } = props;
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const [shown, setShown] = useState(opened);
  if (opened && opened !== shown) setShown(opened);
  if (!shown) return null;
  const day = showDay(shown.day, i18n.language);
  const title = `${t(shown.entries.length ? "time.editEntry" : "time.newEntry")} · ${day}`;
  const close = { "aria-label": t("common.close") };
  const content = opened && <Content key={JSON.stringify(opened)} {...props} opened={opened} />;
  return phone ? (
    <SideDialog
      opened={opened !== null}
      onClose={onClose}
      position="bottom"
      size="92%"
      title={title}
      closeButtonProps={close}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {content}
    </SideDialog>
  ) : (
    <Dialog
      opened={opened !== null}
      onClose={onClose}
      title={title}
      closeButtonProps={close}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {content}
    </Dialog>
  );
}

function Content({ sheet, member, opened, editable, onClose }: Props & { opened: Opened }) {
  const { t } = useTranslation();
  const { entries, day, begin, kept } = opened;
  const [chosen, setChosen] = useState<TimeEntry | "new" | null>(
    entries.length === 0 ? "new" : entries.length === 1 ? (entries[0] ?? null) : null,
  );
  const may = (entry: TimeEntry) => entry.actions.includes("replace");
  if (chosen === "new")
    return (
      <EntryForm
        sheet={sheet}
        member={member}
        day={day}
        entry={null}
        begin={begin}
        kept={kept}
        onDone={onClose}
      />
    );
  if (chosen)
    return may(chosen) ? (
      <EntryForm sheet={sheet} member={member} day={day} entry={chosen} onDone={onClose} />
    ) : (
      <EntryFacts entry={chosen} />
    );
  return (
    <Stack gap="sm">
      {entries.map((entry) =>
        may(entry) ? (
          <UnstyledButton key={entry.id} className={classes.entry} onClick={() => setChosen(entry)}>
            <EntryFacts entry={entry} />
          </UnstyledButton>
        ) : (
          <div key={entry.id} className={classes.entry}>
            <EntryFacts entry={entry} />
          </div>
        ),
      )}
      {editable && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setChosen("new")}
        >
          {t("time.anotherEntry")}
        </Button>
      )}
    </Stack>
  );
}
