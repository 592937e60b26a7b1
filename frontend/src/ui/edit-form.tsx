/** What stands around the fields of a form with a save button? Refusals above, the button below, guards against loss. */

import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import classes from "./edit-form.module.css";
import { ProblemAlert } from "./problem-alert.tsx";
import { UnsavedGuard } from "./unsaved.tsx";
import type { EditForm } from "./use-edit-form.ts";
import { whenWanted } from "./use-later.ts";

const ConflictDialog = whenWanted(
  part(() => import("./conflict.tsx")),
  (module) => module.ConflictDialog,
  ({ opened }) => opened,
);

type Props<Values extends Record<string, unknown>> = {
  edit: EditForm<Values>;
  /** Names the form. */
  label: string;
  /** A field's name in words, by form path. */
  fieldLabel: (path: string) => string;
  /** A field's value in words, for the conflict; null leaves it out. */
  show?: (field: string, value: unknown) => string | null;
  /** The word on the button, when it is another than "save". */
  save?: string;
  /** Beside the save button. */
  beside?: ReactNode;
  children: ReactNode;
};

/** The frame of a form. */
export function EditFormFrame<Values extends Record<string, unknown>>(props: Props<Values>) {
  const { edit, fieldLabel } = props;
  const { t } = useTranslation();
  const { conflict } = edit;
  const dirty = edit.dirty();
  return (
    <form aria-label={props.label} onSubmit={edit.submit} noValidate autoComplete="off">
      <Stack gap="md">
        <ProblemAlert error={edit.problem} labels={fieldLabel} />
        {props.children}
        <Group justify="flex-end" className={classes.bar} data-dirty={dirty || undefined}>
          {props.beside}
          <Button
            type="submit"
            loading={edit.saving}
            disabled={edit.exists && !dirty}
            className={classes.button}
          >
            {props.save ?? t("common.save")}
          </Button>
        </Group>
      </Stack>
      {conflict && (
        <ConflictDialog
          opened
          mine={conflict.mine}
          theirs={conflict.theirs}
          label={fieldLabel}
          show={props.show}
          onKeepMine={conflict.keepMine}
          onTakeTheirs={conflict.takeTheirs}
          onClose={conflict.close}
        />
      )}
      <UnsavedGuard dirty={edit.dirty} />
    </form>
  );
}
