/** Which link has the customer? The one of the mail, to copy into a text message. */

import { ActionIcon, CopyButton, TextInput, Tooltip } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { invoiceLink } from "./public-queries.ts";
import type { Invoice } from "./queries.ts";

/** The link; nothing before the invoice was sent. */
export function CustomerLink({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const link = invoiceLink(invoice.id, invoice.version);
  const { data } = useQuery({ ...link, enabled: may("documents_export") });
  if (!data?.url) return null;
  return (
    <TextInput
      mt="sm"
      label={t("bill.link")}
      description={t("bill.linkHint")}
      readOnly
      value={data.url}
      onFocus={(event) => event.currentTarget.select()}
      rightSectionWidth={44}
      rightSection={
        <CopyButton value={data.url} timeout={2000}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? "bill.copied" : "bill.copy")}>
              <ActionIcon
                variant="subtle"
                color={copied ? "green" : "gray"}
                size="lg"
                aria-label={t(copied ? "bill.copied" : "bill.copy")}
                onClick={copy}
              >
                {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}
