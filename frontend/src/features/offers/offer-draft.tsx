/** How is an offer written? Fields that save themselves, with the real document beside them. */

import { Alert, Button } from "@mantine/core";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import type { ProblemError } from "@/api/problem.ts";
import { OwnPdf } from "@/app/own.tsx";
import { formErrors } from "@/lib/field-words.ts";
import { DraftDesk, type DraftView, useLeadToField } from "@/ui/draft-desk.tsx";
import { Page } from "@/ui/page.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { SavedMark } from "@/ui/save-state.tsx";
import { Status } from "@/ui/status.tsx";
import { UnsavedGuard } from "@/ui/unsaved.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { isWritten } from "@/ui/written-lines.ts";
import { takeCarried } from "./carry.ts";
import { DraftFields } from "./draft-fields.tsx";
import { usePathLabel } from "./path-label.ts";
import type { Offer } from "./queries.ts";
import { type DraftState, useDraft } from "./use-draft.ts";

const SendReview = whenWanted(
  part(() => import("./send-review.tsx")),
  (module) => module.SendReview,
  ({ opened }) => opened,
);

const DraftConflict = whenWanted(
  part(() => import("./draft-conflict.tsx")),
  (module) => module.DraftConflict,
  () => true,
);

const route = getRouteApi("/inside/offerter/$offerId");

/** The first field that has something to mend. */
const faultyField = () => document.querySelector<HTMLElement>('[data-draft] [aria-invalid="true"]');

/** Leads to the first field that has something to mend. */
function leadToFault(): void {
  const field = faultyField();
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

/** What is shown where there is no room for both fields and document; it stands in the address. */
function useView() {
  const { view } = route.useSearch();
  const navigate = route.useNavigate();
  const onView = (next: DraftView) =>
    navigate({ search: next ? { view: next } : {}, replace: true, resetScroll: false });
  return { view, onView };
}

/** Goes on where the page before stopped, with what was typed on the way here. */
function useCarried(offer: Offer, { change }: DraftState): void {
  const client = useQueryClient();
  const begin = useRef(change);
  useEffect(() => {
    const carried = takeCarried(client, offer.id);
    if (!carried) return;
    const { title, work_site_id, focus } = carried;
    if (title.trim() !== offer.title || work_site_id !== offer.work_site_id)
      begin.current({ title, work_site_id });
    if (focus) {
      focusField(focus);
      const field = document.activeElement;
      if (field instanceof HTMLInputElement) field.setSelectionRange(title.length, title.length);
    } else {
      document.querySelector<HTMLElement>('[data-path="lines"] button')?.focus();
    }
  }, [client, offer]);
}

/** Whether what stands in the fields can be sent; leads to what can't. */
function useReview(state: DraftState) {
  const { t } = useTranslation();
  const { view, onView } = useView();
  const lead = useLeadToField(view, onView);
  const [opened, setOpened] = useState(false);
  const open = async () => {
    if (faultyField()) return lead(leadToFault);
    if (!state.draft.lines.some(isWritten)) {
      state.setErrors({ lines: t("offers.needsLines") });
      return lead(() => focusField("lines"));
    }
    if (await state.flush()) setOpened(true);
    else lead(leadToFault);
  };
  const refused = (problem: ProblemError) => {
    setOpened(false);
    if (problem.code === "stale" || problem.code === "not_allowed_in_status") {
      void state.compare();
      return;
    }
    const errors = formErrors(t, problem.errors);
    state.setErrors(errors);
    const first = Object.keys(errors)[0];
    if (first) setTimeout(() => lead(() => focusField(first)));
  };
  return { opened, open, close: () => setOpened(false), refused };
}

/** The page of a draft. */
export function OfferDraft({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const state = useDraft(offer);
  const review = useReview(state);
  useCarried(offer, state);
  const send = (
    <Button leftSection={<IconSend size={16} aria-hidden />} onClick={review.open}>
      {t("offers.review")}
    </Button>
  );
  return (
    <Page
      title={t("offers.numbered", { number: offer.number })}
      beside={<Status of="offer" status={offer.status} />}
      subtitle={<SavedMark state={state.state} savedAt={state.savedAt} />}
      actions={offer.actions.includes("send") && send}
      back={{ to: "/offerter" }}
    >
      <Trouble state={state} />
      <Desk offer={offer} state={state} />
      <SendReview
        offer={offer}
        opened={review.opened}
        onClose={review.close}
        validUntil={state.draft.valid_until}
        onValidUntil={(valid_until) => state.change({ valid_until })}
        ready={async () => ((await state.flush()) ? state.saved.current.version : null)}
        onRefused={review.refused}
      />
      <DraftConflict state={state} />
      <UnsavedGuard dirty={state.dirty} settle={state.flush} />
    </Page>
  );
}

/** Fields and document. */
function Desk({ offer, state }: { offer: Offer; state: DraftState }) {
  const { t } = useTranslation();
  const { view, onView } = useView();
  const fields = (
    <div data-draft>
      <DraftFields state={state} offer={offer} />
    </div>
  );
  const paper = (
    <OwnPdf
      source={{ kind: "offer", id: offer.id }}
      version={offer.version}
      fileName={t("offers.fileName", { number: offer.number })}
    />
  );
  return <DraftDesk view={view} flush={state.flush} onView={onView} fields={fields} paper={paper} />;
}

/** What keeps the draft from being saved. */
function Trouble({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const label = usePathLabel();
  const { problem } = state;
  if (!problem) return null;
  if (problem.code === "stale")
    return (
      <Alert color="yellow" role="alert" title={t("problem.code.stale")}>
        <Button size="xs" variant="default" onClick={state.compare}>
          {t("offers.compare")}
        </Button>
      </Alert>
    );
  if (problem.code === "offline")
    return (
      <Alert color="yellow" role="alert" title={t("problem.code.offline")}>
        {t("offers.savesWhenBack")}
      </Alert>
    );
  return (
    <ProblemAlert error={problem} labels={label} retry={problem.errors.length ? undefined : state.flush} />
  );
}
