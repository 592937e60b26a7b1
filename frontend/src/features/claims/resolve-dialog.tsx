/** What becomes of what the tax agency doesn't pay? Each way says what it does before it is done. */
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { addDays, today } from "@/lib/date.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { kronor } from "./kronor.ts";
import { type Case, useResolve } from "./queries.ts";

export type Resolution = Schema<"DeductionResolution">;

const MONTH = 30;

/** The dialog. */
export function ResolveDialog({ row, what, onClose }: { row: Case; what: Resolution; onClose: () => void }) {
  const { t } = useTranslation();
  const resolve = useResolve(row);
  const { unresolved_kr, to_repay_kr } = row.summary;
  const withAmount = what === "other_buyer" || what === "bill_customer" || what === "write_off";
  const [amount, setAmount] = useState<number | null>(unresolved_kr > 0 ? unresolved_kr : row.movable_kr);
  const [member, setMember] = useState<string | null>(row.other_buyers[0]?.member_id ?? null);
  const [day, setDay] = useState<string | null>(what === "bill_customer" ? addDays(today(), MONTH) : today());
  const [note, setNote] = useState("");
  const labels: Record<string, string> = {
    amount_kr: t("claims.amountKr"),
    member_id: t("claims.otherBuyer"),
    day: t("claims.day"),
    note: t("claims.why"),
  };
  const sum = kronor(what === "repay" ? to_repay_kr : what === "ask_again" ? unresolved_kr : (amount ?? 0));
  const act = (event: FormEvent) => {
    event.preventDefault();
    resolve.mutate(
      {
        resolution: what,
        amount_kr: withAmount ? amount : null,
        member_id: what === "other_buyer" ? member : null,
        day: what === "bill_customer" || what === "repay" ? day : null,
        note,
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`claims.resolve.${what}`)}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={act} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={resolve.error} labels={(path) => labels[path]} />
          <Text size="sm">{t(`claims.resolveText.${what}`, { sum })}</Text>
          {withAmount && (
            <DecimalInput
              label={t("claims.amountKr")}
              description={t("claims.amountHint", { sum: kronor(row.movable_kr) })}
              value={amount}
              onChange={setAmount}
              decimals={0}
              path="amount_kr"
            />
          )}
          {what === "other_buyer" && (
            <Select
              label={t("claims.otherBuyer")}
              data-path="member_id"
              data={row.other_buyers.map((person) => ({
                value: person.member_id,
                label: t("claims.otherBuyerRoom", { name: person.name, room: kronor(person.room_kr) }),
              }))}
              value={member}
              onChange={setMember}
              allowDeselect={false}
            />
          )}
          {(what === "bill_customer" || what === "repay") && (
            <DayInput
              label={t(what === "repay" ? "claims.repaidOn" : "claims.payBy")}
              value={day}
              onChange={setDay}
              path="day"
            />
          )}
          <TextInput
            label={t("claims.why")}
            maxLength={500}
            data-path="note"
            required={what === "write_off"}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button
              type="submit"
              loading={resolve.isPending}
              disabled={(withAmount && !amount) || (what === "write_off" && note.trim() === "")}
            >
              {t(`claims.resolveDo.${what}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
