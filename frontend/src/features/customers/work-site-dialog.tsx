/** How is a work site written? Address, and a property or an apartment, in a dialog. */
import { Button, SegmentedControl, Text, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { AddressFields } from "@/ui/address-fields.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { type EditForm, useEditForm } from "@/ui/use-edit-form.ts";
import { usePhone } from "@/ui/use-phone.ts";
import { customerFieldLabel } from "./customer-fields.tsx";
import classes from "./customers.module.css";
import { addressLine, type SiteKind, type WorkSiteForm, workSiteForm, workSiteInput } from "./details.ts";
import { type Customer, useSaveWorkSite, type WorkSite, workSitesQuery } from "./queries.ts";

type Props = { customer: Customer; site: WorkSite | null; onClose: () => void };

/** The dialog of a work site; a new one without `site`. */
export function WorkSiteDialog({ customer, site, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const phone = usePhone();
  const save = useSaveWorkSite(customer.id, site?.id ?? null);
  const edit = useEditForm<WorkSiteForm, WorkSite>({
    thing: site,
    values: (thing) => workSiteForm(thing, customer),
    send: (form, version) => save.mutateAsync({ version, body: workSiteInput(form) }),
    read: async () => {
      const { items } = await client.fetchQuery({ ...workSitesQuery(customer.id), staleTime: 0 });
      const now = items.find(({ id }) => id === site?.id);
      if (!now) throw new ProblemError({ code: "not_found", status: 404, errors: [], request_id: null });
      return now;
    },
    onSaved: onClose,
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={site ? t("customers.siteEdit") : t("customers.siteAdd")}
      size="lg"
      fullScreen={phone}
      // What is written is left by a button alone.
      closeOnClickOutside={!edit.dirty()}
      closeOnEscape={!edit.dirty()}
      className={classes.dialog}
    >
      <EditFormFrame
        edit={edit}
        label={site ? t("customers.siteEdit") : t("customers.siteAdd")}
        fieldLabel={(path) => siteFieldLabel(t, path)}
        show={(field, value) => siteFieldWords(t, field, value)}
        beside={
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        }
      >
        <Fields form={edit.form} />
      </EditFormFrame>
    </Dialog>
  );
}

function siteFieldLabel(t: Translate, path: string): string {
  const labels: Record<string, string> = {
    name: t("customers.siteName"),
    kind: t("customers.siteKind"),
    property_designation: t("customers.propertyDesignation"),
    apartment_number: t("customers.apartmentNumber"),
    housing_association_number: t("customers.housingAssociation"),
    address: t("common.address"),
    note: t("customers.siteNote"),
  };
  return labels[path] ?? customerFieldLabel(t, path);
}

function siteFieldWords(t: Translate, field: string, value: unknown): string {
  if (field === "kind") return t(`customers.siteKinds.${value as SiteKind}`);
  if (field === "address") return addressLine(value as WorkSiteForm["address"]) || "–";
  return String(value ?? "") || "–";
}

function Fields({ form }: { form: EditForm<WorkSiteForm>["form"] }) {
  const { t } = useTranslation();
  const field = (name: keyof WorkSiteForm) => ({ ...form.getInputProps(name), "data-path": name });
  return (
    <>
      <TextInput
        label={t("customers.siteName")}
        description={t("customers.siteNameHint")}
        withAsterisk
        data-autofocus
        {...field("name")}
      />
      <AddressFields
        value={form.values.address}
        errors={form.errors}
        onChange={(address) => {
          form.setFieldValue("address", address);
          for (const part of Object.keys(address) as (keyof typeof address)[])
            if (address[part] !== form.values.address[part]) form.clearFieldError(`address.${part}`);
        }}
      />
      <fieldset className={classes.fieldset}>
        <legend>{t("customers.siteKind")}</legend>
        <Text size="xs" c="dimmed" mb={6}>
          {t("customers.siteKindHint")}
        </Text>
        <SegmentedControl
          fullWidth
          mb="sm"
          aria-label={t("customers.siteKind")}
          data={[
            { value: "property", label: t("customers.siteKinds.property") },
            { value: "apartment", label: t("customers.siteKinds.apartment") },
          ]}
          value={form.values.kind}
          onChange={(kind) => form.setFieldValue("kind", kind as SiteKind)}
        />
        {form.values.kind === "property" ? (
          <TextInput
            label={t("customers.propertyDesignation")}
            placeholder={t("customers.propertyExample")}
            {...field("property_designation")}
          />
        ) : (
          <div className={classes.pair}>
            <TextInput
              label={t("customers.apartmentNumber")}
              placeholder="1102"
              inputMode="numeric"
              {...field("apartment_number")}
            />
            <TextInput
              label={t("customers.housingAssociation")}
              placeholder="769600-1234"
              inputMode="numeric"
              {...field("housing_association_number")}
            />
          </div>
        )}
      </fieldset>
      <Textarea label={t("customers.siteNote")} autosize minRows={2} maxRows={8} {...field("note")} />
    </>
  );
}
