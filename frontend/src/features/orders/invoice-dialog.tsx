/** What of an order is invoiced now? Everything that is ready is ticked; nothing can be billed twice. */
import { Button, Checkbox, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showHours } from "@/lib/duration.ts";
import { showKr, showQuantity } from "@/lib/number.ts";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { readyToInvoice } from "./details.ts";
import { type Order, readyTime, useInvoiceOrder } from "./queries.ts";

type Props = { order: Order; onClose: () => void };
type Ready = ReturnType<typeof readyToInvoice>;

/** The dialog. */
export function InvoiceDialog({ order, onClose }: Props) {
  const { t } = useTranslation();
  const time = useQuery({ ...readyTime(order.id), staleTime: 0 });
  return (
    <Modal opened onClose={onClose} title={t("orders.invoiceTitle")} size="lg">
      <Loaded query={time} lines={3}>
        {({ items }) => <Choice order={order} ready={readyToInvoice(order, items)} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

function Choice({ order, ready, onClose }: Props & { ready: Ready }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const invoice = useInvoiceOrder();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const lines = ready.lines.filter(({ id }) => !left.has(id));
  const entries = ready.entries.filter(({ id }) => !left.has(id));
  const make = () =>
    invoice.mutate(
      {
        order_id: order.id,
        line_ids: lines.map(({ id }) => id),
        time_entry_ids: entries.map(({ id }) => id),
      },
      { onSuccess: ({ id }) => navigate({ to: "/fakturor/$invoiceId", params: { invoiceId: id } }) },
    );
  const nothing = ready.lines.length + ready.entries.length === 0;
  return (
    <Stack>
      <ProblemAlert error={invoice.error} />
      {nothing && <Text>{t("orders.nothingReady")}</Text>}
      {ready.lines.length > 0 && (
        <Stack gap="xs" role="group" aria-label={t("orders.linesTitle")}>
          <Title order={3} size="h5">
            {t("orders.linesTitle")}
          </Title>
          {ready.lines.map((line) => (
            <Checkbox
              key={line.id}
              checked={!left.has(line.id)}
              onChange={() => toggle(line.id)}
              label={`${line.description}, ${showQuantity(line.quantity_milli)} ${line.unit}${line.amount_ore === null ? "" : `, ${showKr(line.amount_ore)}`}`}
            />
          ))}
        </Stack>
      )}
      {ready.entries.length > 0 && (
        <Stack gap="xs" role="group" aria-label={t("orders.approvedTime")}>
          <Title order={3} size="h5">
            {t("orders.approvedTime")}
          </Title>
          {ready.entries.map((entry) => (
            <Checkbox
              key={entry.id}
              checked={!left.has(entry.id)}
              onChange={() => toggle(entry.id)}
              label={`${entry.worked_on} ${entry.employee_name}, ${entry.activity || t("common.kinds.work")}, ${showHours(entry.minutes)} ${t("orders.hoursUnit")}`}
            />
          ))}
        </Stack>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button disabled={lines.length + entries.length === 0} loading={invoice.isPending} onClick={make}>
          {t("orders.makeDraft")}
        </Button>
      </Group>
    </Stack>
  );
}
