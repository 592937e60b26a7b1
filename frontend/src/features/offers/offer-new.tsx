/** For whom, and about what, is the new offer? As soon as both are known it is a draft that saves itself. */
import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { companyQuery, pickedCustomer, pickWorkSites } from "@/api/pick.ts";
import { asProblem } from "@/api/problem.ts";
import { useMay } from "@/app/session.ts";
import { today } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { Page } from "@/ui/page.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { UnsavedGuard } from "@/ui/unsaved.tsx";
import { WorkSiteSelect } from "@/ui/work-site-select.tsx";
import { carry } from "./carry.ts";
import { beginning } from "./draft.ts";
import { useCreateOffer } from "./queries.ts";

const route = getRouteApi("/inside/offerter/ny");
/** A pause in which somebody seems to have finished the title. */
const PAUSE = 1200;

/** The customer's only work site is the likely one. */
function useOnlySite(customerId: string | null, onSite: (id: string | null) => void): void {
  const { data } = useQuery({ ...pickWorkSites(customerId ?? ""), enabled: customerId !== null });
  const only = data?.items.length === 1 ? data.items[0]?.id : undefined;
  const tell = useRef(onSite);
  useEffect(() => {
    tell.current = onSite;
  });
  useEffect(() => {
    if (customerId && only) tell.current(only);
  }, [customerId, only]);
}

/** The page of a new offer. */
export function OfferNew() {
  const { t } = useTranslation();
  const may = useMay();
  const { begin, ready, create, failed, form, set, errors } = useBeginning();
  const [asked, setAsked] = useState(false);
  useOnlySite(form.customer_id, (work_site_id) => set({ work_site_id }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const missing = form.customer_id ? (form.title.trim() ? null : "title") : "customer_id";
    if (missing) requestAnimationFrame(() => focusField(missing));
    else begin();
  };
  const missing = (empty: boolean) => (asked && empty ? t("problem.field.required") : undefined);
  if (!may("offers_write")) return <Alert color="yellow">{t("problem.code.forbidden")}</Alert>;
  return (
    <Page title={t("offers.newTitle")} subtitle={t("offers.newHint")} back={{ to: "/offerter" }} narrow>
      <ProblemAlert error={failed} retry={ready ? begin : undefined} />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <Stack gap={4}>
              <CustomerPicker
                label={t("offers.customer")}
                placeholder={t("offers.chooseCustomer")}
                path="customer_id"
                required
                autoFocus={!form.customer_id}
                allowDeselect={false}
                value={form.customer_id}
                error={errors.customer_id ?? missing(!form.customer_id)}
                onChange={(customer_id) => set({ customer_id, work_site_id: null })}
              />
              {may("customers_write") && (
                <Text size="sm">
                  <TextLink to="/kunder/ny" size="sm" py={4} display="inline-block">
                    {t("shell.newCustomer")}
                  </TextLink>
                </Text>
              )}
            </Stack>
            <WorkSiteSelect
              customerId={form.customer_id}
              value={form.work_site_id}
              onChange={(work_site_id) => set({ work_site_id })}
              error={errors.work_site_id}
            />
          </SimpleGrid>
          <TextInput
            label={t("common.title")}
            placeholder={t("offers.titleHint")}
            data-path="title"
            required
            autoFocus={Boolean(form.customer_id)}
            value={form.title}
            error={errors.title ?? missing(!form.title.trim())}
            onChange={(event) => set({ title: event.currentTarget.value })}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {t("offers.continue")}
            </Button>
          </Group>
        </Stack>
      </form>
      <UnsavedGuard dirty={() => !create.isSuccess && form.title.trim() !== ""} />
    </Page>
  );
}

type Form = { customer_id: string | null; work_site_id: string | null; title: string };

/** Creates the draft once, when customer and title are there, and goes on to it. */
function useBeginning() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const { customer: given = null } = route.useSearch() as { customer?: string };
  const [form, setForm] = useState<Form>({ customer_id: given, work_site_id: null, title: "" });
  const newest = useRef(form);
  const begun = useRef(false);
  const create = useCreateOffer();
  const [failed, setFailed] = useState<unknown>(null);
  const ready = form.customer_id !== null && form.title.trim() !== "";
  const { mutateAsync } = create;

  const begin = useCallback(async () => {
    const { customer_id, work_site_id, title } = newest.current;
    if (begun.current || !customer_id || !title.trim()) return;
    begun.current = true;
    setFailed(null);
    try {
      const [customer, company] = await Promise.all([
        client.ensureQueryData(pickedCustomer(customer_id)),
        client.ensureQueryData(companyQuery),
      ]);
      const offer = await mutateAsync({ ...beginning(customer, company, today()), work_site_id, title });
      carry(client, offer.id, () => newest.current);
      await router.navigate({
        to: "/offerter/$offerId",
        params: { offerId: offer.id },
        replace: true,
        ignoreBlocker: true,
      });
    } catch (error) {
      // What was typed stays, and the next change tries again.
      setFailed(error);
      begun.current = false;
    }
  }, [client, mutateAsync, router]);

  useEffect(() => {
    const { customer_id, title } = form;
    if (!customer_id || !title.trim()) return;
    const timer = setTimeout(begin, PAUSE);
    return () => clearTimeout(timer);
  }, [form, begin]);

  const set = (part: Partial<Form>) => {
    newest.current = { ...newest.current, ...part };
    setForm(newest.current);
  };
  const errors = failed ? formErrors(t, asProblem(failed).errors) : {};
  return { form, set, begin, ready, create, failed, errors };
}
