/** What is filled in at the tax agency's form for green technology? Value by value, to be copied or printed. */
import { ActionIcon, Button, CopyButton, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import type { Translate } from "@/i18n/index.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import classes from "./claims.module.css";

type Form = Schema<"DeductionClaimForm">;
type Row = Form["rows"][number];

/** The list in a dialog of its own. */
export function ClaimFormDialog({ form, onClose }: { form: Form; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      fullScreen={phone}
      title={t("claims.form.title", { name: form.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <ClaimForm form={form} />
    </Dialog>
  );
}

/** The list. */
export function ClaimForm({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <div className={classes.form}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Text size="sm">{t("claims.form.text")}</Text>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            className={classes.print}
            onClick={() => window.print()}
          >
            {t("claims.form.print")}
          </Button>
        </Group>
        <dl className={classes.values}>
          <Value label={t("claims.form.performer")} value={form.performer} of={form.name} />
        </dl>
        {form.rows.map((row) => (
          <section key={row.case_id} className={classes.row} aria-label={titleOf(row, t)}>
            <Title order={3} size="h6">
              {titleOf(row, t)}
            </Title>
            <dl className={classes.values}>
              {valuesOf(row, t).map(([label, value]) => (
                <Value key={label} label={label} value={value} of={titleOf(row, t)} />
              ))}
            </dl>
          </section>
        ))}
      </Stack>
    </div>
  );
}

function titleOf(row: Row, t: Translate): string {
  return t("claims.form.row", {
    name: row.name,
    installation: t(`deductions.work.${row.installation}`),
    number: row.invoice_number,
  });
}

/** In the order of the form; amounts as it wants them, in whole kronor without spaces. */
function valuesOf(row: Row, t: Translate): [string, string][] {
  const all: [string, string][] = [
    [t("claims.form.identityNumber"), row.identity_number],
    [t("claims.form.propertyDesignation"), row.property_designation],
    [t("claims.form.associationNumber"), row.association_number],
    [t("claims.form.apartmentNumber"), row.apartment_number],
    [t("claims.form.installation"), t(`deductions.work.${row.installation}`)],
    [t("claims.form.invoiceNumber"), row.invoice_number],
    [t("claims.form.paidOn"), row.paid_on],
    [t("claims.form.price"), String(row.price_kr)],
    ...(row.material_kr > 0
      ? ([
          [t("claims.form.work"), String(row.work_kr)],
          [t("claims.form.material"), String(row.material_kr)],
        ] satisfies [string, string][])
      : []),
    [t("claims.form.paid"), String(row.paid_kr)],
    [t("claims.form.asked"), String(row.asked_kr)],
  ];
  return all.filter(([, value]) => value !== "");
}

function Value({ label, value, of }: { label: string; value: string; of: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.value}>
      <dt>{label}</dt>
      <dd>
        <span className="figures">{value}</span>
        <CopyButton value={value} timeout={2000}>
          {({ copied, copy }) => {
            const said = t(copied ? "claims.form.copied" : "claims.form.copy", { label, of });
            return (
              <Tooltip label={said}>
                <ActionIcon
                  variant="subtle"
                  color={copied ? "green" : "gray"}
                  size="lg"
                  aria-label={said}
                  className={classes.print}
                  onClick={copy}
                >
                  {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
                </ActionIcon>
              </Tooltip>
            );
          }}
        </CopyButton>
      </dd>
    </div>
  );
}
