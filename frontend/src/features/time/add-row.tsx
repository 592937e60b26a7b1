/** What is the new row about? An order or internal time, an activity, and whether it is charged. */
import { Button, Group, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { pickedOrder } from "@/api/pick.ts";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { BillableField, UNCHOSEN, type What, WhatFields } from "./entry-fields.tsx";
import type { RowHead } from "./grid.ts";
import { recentEntries } from "./queries.ts";

type Props = { membershipId: string; day: string; onAdd: (row: RowHead) => void; onClose: () => void };

/** The dialog of a new row. */
export function AddRow({ membershipId, day, onAdd, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(recentEntries(membershipId, day));
  const [what, setWhat] = useState<What>({ order_id: UNCHOSEN, activity: "", billable: false });
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (what.order_id === UNCHOSEN) return focusField("order_id");
    const row = { ...what, activity: what.activity.trim(), order_number: null, order_title: null };
    if (!what.order_id) return onAdd(row);
    try {
      const { number, title } = await client.ensureQueryData(pickedOrder(what.order_id));
      onAdd({ ...row, order_number: number, order_title: title });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("time.addRowTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ProblemAlert error={problem} />
          <WhatFields
            what={what}
            onChange={(part) => setWhat({ ...what, ...part })}
            recent={data?.items ?? []}
            errors={asked && what.order_id === UNCHOSEN ? { order_id: t("time.chooseOrder") } : {}}
            orderFirst
          />
          <BillableField what={what} onChange={(part) => setWhat({ ...what, ...part })} errors={{}} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit">{t("common.add")}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
