/** How does an invoice stand in the books? */
import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/api/client.ts";
import { useMay } from "@/app/session.ts";
import { VoucherCard } from "@/ui/voucher-card.tsx";
import type { Invoice } from "./queries.ts";

/** The vouchers of an invoice and of what was paid on it. */
export function VoucherList({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery({
    queryKey: ["invoices", invoice.id, "vouchers", invoice.version],
    queryFn: () => answer(api.GET("/api/v1/vouchers", { params: { query: { invoice_id: invoice.id } } })),
    enabled: may("bookkeeping_read"),
  });
  if (!query.data || query.data.items.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="invoice-vouchers">
      <Title order={2} size="h5" id="invoice-vouchers">
        {t("bookkeeping.ofInvoice")}
      </Title>
      {query.data.items.map((voucher) => (
        <VoucherCard key={voucher.id} voucher={voucher} />
      ))}
    </Stack>
  );
}
