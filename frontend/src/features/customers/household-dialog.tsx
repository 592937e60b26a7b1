/** How are the people who can have a tax deduction written? All of them in one dialog, for their shares are one whole. */
import { Alert, Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { householdQuery } from "@/api/deductions.ts";
import type { Translate } from "@/i18n/index.ts";
import { today } from "@/lib/date.ts";
import { showPercent } from "@/lib/number.ts";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { type EditForm, useEditForm } from "@/ui/use-edit-form.ts";
import { usePhone } from "@/ui/use-phone.ts";
import classes from "./customers.module.css";
import {
  dividedEqually,
  type HouseholdForm,
  type HouseholdThing,
  householdForm,
  householdInput,
  type MemberForm,
  newMember,
  wrongSum,
} from "./household-form.ts";
import { type Customer, useReplaceHousehold } from "./queries.ts";

const MOST = 6;
const ENTITLEMENTS = ["owner", "kin"] as const satisfies readonly Schema<"Entitlement">[];

type Props = { customer: Customer; household: HouseholdThing; onClose: () => void };

/** The dialog. */
export function HouseholdDialog({ customer, household, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const phone = usePhone();
  const year = Number(today().slice(0, 4));
  const replace = useReplaceHousehold(customer.id);
  const edit = useEditForm<HouseholdForm, HouseholdThing>({
    thing: household,
    values: (thing) => householdForm(thing, year, customer.name),
    send: (form, version) =>
      replace.mutateAsync({ version: version ?? household.version, body: householdInput(form, year) }),
    read: () => client.fetchQuery({ ...householdQuery(customer.id), staleTime: 0 }),
    onSaved: () => {
      showNotification({ color: "green", message: t("deductions.household.saved") });
      onClose();
    },
    check: (form) => {
      const sum = wrongSum(form);
      if (sum === null) return {};
      const last = `members.${form.members.length - 1}.share_bp`;
      return { [last]: t("deductions.household.sharesWrong", { sum: showPercent(sum) }) };
    },
  });
  const title = t(household.members.length > 0 ? "deductions.household.edit" : "deductions.household.add");
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      size="lg"
      fullScreen={phone}
      closeOnClickOutside={!edit.dirty()}
      closeOnEscape={!edit.dirty()}
      className={classes.dialog}
    >
      <EditFormFrame
        edit={edit}
        label={title}
        fieldLabel={(path) => fieldLabel(t, path)}
        show={(_, value) => (value as MemberForm[]).map(({ name }) => name).join(", ")}
        beside={
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        }
      >
        <Members form={edit.form} year={year} />
      </EditFormFrame>
    </Dialog>
  );
}

function fieldLabel(t: Translate, path: string): string {
  const labels: Record<string, string> = {
    name: t("common.name"),
    identity_number: t("deductions.household.number"),
    share_bp: t("deductions.household.share"),
    entitlement: t("deductions.household.entitlement"),
  };
  const [, place, field = ""] = /^members\.(\d+)\.(\w+)/.exec(path) ?? [];
  if (place === undefined) return t("deductions.household.title");
  return `${t("deductions.household.person", { number: Number(place) + 1 })}: ${labels[field] ?? t("deductions.household.used", { year: "" })}`;
}

function Members({ form, year }: Pick<EditForm<HouseholdForm>, "form"> & { year: number }) {
  const { t } = useTranslation();
  const { members } = form.values;
  const put = (next: MemberForm[]) => {
    form.setFieldValue("members", next);
    form.clearErrors();
  };
  return (
    <Stack gap="lg">
      {members.map((member, place) => (
        <fieldset key={member.key} className={classes.fieldset}>
          <legend>{t("deductions.household.person", { number: place + 1 })}</legend>
          <Member
            member={member}
            at={`members.${place}`}
            errors={form.errors}
            year={year}
            onChange={(part) =>
              form.setFieldValue(
                "members",
                members.map((each) => (each.key === member.key ? { ...each, ...part } : each)),
              )
            }
            onRemove={() => put(dividedEqually(members.filter((each) => each !== member)))}
          />
        </fieldset>
      ))}
      <Group gap="xs">
        {members.length < MOST && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => put(dividedEqually([...members, newMember("", 0)]))}
          >
            {t("deductions.household.addPerson")}
          </Button>
        )}
        {members.length > 1 && (
          <Button variant="subtle" onClick={() => put(dividedEqually(members))}>
            {t("deductions.household.divide")}
          </Button>
        )}
      </Group>
      {members.length === 0 && <Alert color="yellow">{t("deductions.household.removedHint")}</Alert>}
    </Stack>
  );
}

type MemberProps = {
  member: MemberForm;
  at: string;
  errors: Record<string, unknown>;
  year: number;
  onChange: (part: Partial<MemberForm>) => void;
  onRemove: () => void;
};

function Member({ member, at, errors, year, onChange, onRemove }: MemberProps) {
  const { t } = useTranslation();
  const field = (name: string) => ({
    "data-path": `${at}.${name}`,
    error: errors[`${at}.${name}`] as string | undefined,
  });
  const used = (name: "rot_kr" | "rut_kr" | "green_kr", label: string) => (
    <DecimalInput
      label={label}
      decimals={0}
      path={`${at}.${name}`}
      value={member[name]}
      onChange={(value, readable) => readable && onChange({ [name]: value })}
    />
  );
  return (
    <Stack gap="sm">
      <div className={classes.pair}>
        <TextInput
          label={t("common.name")}
          withAsterisk
          autoComplete="off"
          {...field("name")}
          value={member.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <DecimalInput
          label={t("deductions.household.share")}
          decimals={2}
          path={`${at}.share_bp`}
          error={errors[`${at}.share_bp`] as string | undefined}
          value={member.share_bp}
          onChange={(share_bp, readable) => readable && onChange({ share_bp })}
        />
      </div>
      <TextInput
        label={t("deductions.household.number")}
        description={
          member.known
            ? t("deductions.household.numberKept", { number: member.known })
            : t("deductions.household.numberHint")
        }
        withAsterisk={!member.known}
        inputMode="numeric"
        autoComplete="off"
        {...field("identity_number")}
        value={member.number}
        onChange={(event) => onChange({ number: event.currentTarget.value })}
      />
      <Select
        label={t("deductions.household.entitlement")}
        placeholder={t("deductions.household.entitlementUnknown")}
        clearable
        clearButtonProps={{ "aria-label": t("common.clear") }}
        data={ENTITLEMENTS.map((value) => ({
          value,
          label: t(`deductions.household.entitlements.${value}`),
        }))}
        {...field("entitlement")}
        value={member.entitlement}
        onChange={(value) => onChange({ entitlement: value as MemberForm["entitlement"] })}
      />
      <Checkbox
        label={t("deductions.household.unrelated")}
        data-path={`${at}.unrelated`}
        checked={member.unrelated}
        onChange={(event) => onChange({ unrelated: event.currentTarget.checked })}
      />
      <Text size="sm" fw={500}>
        {t("deductions.household.used", { year })}
      </Text>
      <div className={classes.pair}>
        {used("rot_kr", t("deductions.household.usedRot"))}
        {used("rut_kr", t("deductions.household.usedRut"))}
        {used("green_kr", t("deductions.household.usedGreen"))}
      </div>
      <div>
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={onRemove}
        >
          {t("deductions.household.removePerson", {
            name: member.name || t("deductions.household.person", { number: "" }),
          })}
        </Button>
      </div>
    </Stack>
  );
}
