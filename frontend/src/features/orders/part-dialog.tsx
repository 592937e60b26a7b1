/** How much of an order is asked for now? A share or a sum, in advance or as the work goes on; at most what is left. */
import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { showKr } from "@/lib/number.ts";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Order, useInvoiceOrder } from "./queries.ts";

type Props = { order: Order; onClose: () => void };
type Kind = "prepayment" | "part";

/** The dialog. */
export function PartDialog({ order, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const make = useInvoiceOrder();
  const [kind, setKind] = useState<Kind>(order.invoices?.length ? "part" : "prepayment");
  const [way, setWay] = useState<"share" | "sum">("share");
  const [share, setShare] = useState<number | null>(3_000);
  const [sum, setSum] = useState<number | null>(null);
  const agreed = order.economy?.agreed_ore ?? 0;
  const left = order.economy?.left_ore ?? 0;
  const net = way === "share" ? (share === null ? null : Math.round((agreed * share) / 10_000)) : sum;
  const wrong = net === null || net <= 0 || net > left;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    make.mutate(
      {
        order_id: order.id,
        kind,
        share_bp: way === "share" ? share : null,
        net_ore: way === "sum" ? sum : null,
        line_ids: null,
        time_entry_ids: null,
      },
      { onSuccess: ({ id }) => navigate({ to: "/fakturor/$invoiceId", params: { invoiceId: id } }) },
    );
  };
  const error = net !== null && wrong ? t("orders.part.atMost", { left: showKr(left) }) : undefined;
  return (
    <Dialog opened onClose={onClose} title={t("orders.part.title")}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={make.error} />
          <SegmentedControl
            aria-label={t("orders.part.kind")}
            value={kind}
            onChange={(value) => setKind(value as Kind)}
            data={[
              { value: "prepayment", label: t("common.invoiceKind.prepayment") },
              { value: "part", label: t("common.invoiceKind.part") },
            ]}
          />
          <Text size="sm" c="dimmed">
            {t(`orders.part.text.${kind}`)}
          </Text>
          <SegmentedControl
            aria-label={t("orders.part.way")}
            value={way}
            onChange={(value) => setWay(value as "share" | "sum")}
            data={[
              { value: "share", label: t("orders.part.share") },
              { value: "sum", label: t("orders.part.sum") },
            ]}
          />
          {way === "share" ? (
            <DecimalInput
              label={t("orders.part.shareOf", { agreed: showKr(agreed) })}
              decimals={2}
              value={share}
              error={error}
              onChange={setShare}
              rightSection={<span aria-hidden>%</span>}
            />
          ) : (
            <DecimalInput
              label={t("orders.part.net")}
              description={t("orders.part.leftNow", { left: showKr(left) })}
              decimals={2}
              atLeast={2}
              value={sum}
              error={error}
              onChange={setSum}
              rightSection={<span aria-hidden>kr</span>}
            />
          )}
          {net !== null && !wrong && (
            <Text size="sm" role="status">
              {t("orders.part.comesTo", { net: showKr(net), left: showKr(left - net) })}
            </Text>
          )}
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={wrong} loading={make.isPending || make.isSuccess}>
              {t("orders.part.make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
