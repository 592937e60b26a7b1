/** Which sums of an order are agreed to be invoiced on their own? A plan of instalments; what is invoiced stays. */
import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { showKr } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import classes from "./orders.module.css";
import { type Instalment, type Order, usePlan } from "./queries.ts";

type Row = Pick<Instalment, "kind" | "description" | "ready_on"> & {
  key: string;
  id: string | null;
  net_ore: number | null;
  locked: boolean;
};

/** The dialog. */
export function InstalmentsDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const plan = usePlan(order.id);
  const [rows, setRows] = useState<Row[]>(() =>
    (order.instalments ?? []).map(({ invoice_id, ...row }) => ({
      ...row,
      key: row.id,
      locked: invoice_id !== null,
    })),
  );
  const change = (key: string, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const fresh = (): Row => ({
    key: crypto.randomUUID(),
    id: null,
    kind: rows.length === 0 ? "prepayment" : "part",
    description: "",
    net_ore: null,
    ready_on: null,
    locked: false,
  });
  const left = order.economy?.left_ore ?? 0;
  const planned = rows.reduce((sum, row) => sum + (row.locked ? 0 : (row.net_ore ?? 0)), 0);
  const whole = rows.every((row) => row.description.trim() !== "" && (row.net_ore ?? 0) > 0);
  const save = (event: FormEvent) => {
    event.preventDefault();
    plan.mutate(
      {
        version: order.version,
        instalments: rows.map(({ id, kind, description, net_ore, ready_on }) => ({
          id,
          kind,
          description,
          net_ore: net_ore ?? 0,
          ready_on,
        })),
      },
      {
        onSuccess: () => {
          notifications.show({ color: "green", message: t("orders.plan.saved") });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog opened onClose={onClose} title={t("orders.plan.title")} size="44rem" fullScreen={phone}>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <Text size="sm">{t("orders.plan.text")}</Text>
          <ProblemAlert error={plan.error} />
          {rows.map((row, index) => (
            <PlanRow
              key={row.key}
              row={row}
              place={index + 1}
              onChange={(part) => change(row.key, part)}
              onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
            />
          ))}
          <Button variant="default" onClick={() => setRows([...rows, fresh()])}>
            {t("orders.plan.add")}
          </Button>
          <Text size="sm" c={planned > left ? "red" : "dimmed"} role="status">
            {t("orders.plan.sum", { planned: showKr(planned), left: showKr(left) })}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={!whole || planned > left} loading={plan.isPending}>
              {t("orders.plan.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type RowProps = { row: Row; place: number; onChange: (part: Partial<Row>) => void; onRemove: () => void };

function PlanRow({ row, place, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.planRow} disabled={row.locked} aria-label={t("orders.plan.row", { place })}>
      <TextInput
        label={t("orders.plan.description")}
        maxLength={200}
        value={row.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <Select
        label={t("orders.plan.kind")}
        allowDeselect={false}
        data={(["prepayment", "part"] as const).map((value) => ({
          value,
          label: t(`common.invoiceKind.${value}`),
        }))}
        value={row.kind}
        disabled={row.locked}
        onChange={(value) => value && onChange({ kind: value as Row["kind"] })}
      />
      <DecimalInput
        label={t("orders.plan.net")}
        decimals={2}
        atLeast={2}
        value={row.net_ore}
        onChange={(net_ore) => onChange({ net_ore })}
      />
      <DayInput
        label={t("orders.plan.readyOn")}
        clearable
        disabled={row.locked}
        value={row.ready_on}
        onChange={(ready_on) => onChange({ ready_on })}
      />
      {!row.locked && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t("orders.plan.remove", { place })}
          onClick={onRemove}
        >
          <IconTrash size={18} />
        </ActionIcon>
      )}
    </fieldset>
  );
}
