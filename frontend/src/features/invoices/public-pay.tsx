/** How does the customer pay what is left? Amount, last day, accounts and reference to copy, codes to scan. */
import { ActionIcon, CopyButton, Group, Text, Title, Tooltip } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showLongDay } from "@/lib/date.ts";
import { showKr } from "@/lib/number.ts";
import classes from "./public-invoice.module.css";

type Props = { payment: Schema<"PublicPayment">; overdue: boolean };

/** The box. */
export function PublicPay({ payment, overdue }: Props) {
  const { t, i18n } = useTranslation();
  const day = showLongDay(payment.due_on, i18n.language);
  const facts = [
    ["Bankgiro", payment.bankgiro],
    ["Plusgiro", payment.plusgiro],
    ["Swish", payment.swish],
    ["IBAN", payment.iban],
    ["BIC", payment.bic],
    [t("bill.ocr"), payment.ocr],
  ].filter(([, value]) => value) as [string, string][];
  const codes = [
    [t("bill.scanBank"), payment.bank_qr],
    [t("bill.scanSwish"), payment.swish_qr],
  ].filter(([, image]) => image) as [string, string][];
  return (
    <section aria-label={t("bill.pay")} className={classes.pay}>
      <div>
        <Title order={2} size="h5">
          {t("bill.pay")}
        </Title>
        <Text component="div" className={classes.amount}>
          {showKr(payment.remaining_ore)}
        </Text>
        <Text fw={600} c={overdue ? "red" : undefined}>
          {t(overdue ? "bill.wasDue" : "bill.payBy", { day })}
        </Text>
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </div>
      <div className={classes.codes}>
        {codes.map(([caption, image]) => (
          <figure key={caption} className={classes.code}>
            <img src={image} alt={caption} />
            <Text component="figcaption" size="sm" mt={4}>
              {caption}
            </Text>
          </figure>
        ))}
      </div>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Group gap={4} wrap="nowrap">
          {value}
          <CopyButton value={value} timeout={2000}>
            {({ copied, copy }) => (
              <Tooltip label={t(copied ? "bill.copied" : "bill.copy")}>
                <ActionIcon
                  variant="subtle"
                  size={44}
                  color={copied ? "green" : "gray"}
                  aria-label={`${t(copied ? "bill.copied" : "bill.copy")}: ${name}`}
                  onClick={copy}
                >
                  {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </Group>
      </dd>
    </>
  );
}
