/** What does the form of a household hold, and what is sent of it? */
import type { Schema } from "@/api/client.ts";

export type HouseholdThing = Schema<"Household">;
type Input = Schema<"HouseholdMemberInput">;

const WHOLE_BP = 10_000;

/** A person as the form shows them. */
export type MemberForm = {
  /** Stays while others come and go. */
  key: string;
  id: string | null;
  name: string;
  /** What is written; empty keeps the number that is known. */
  number: string;
  /** The known number without its end; empty for a new person. */
  known: string;
  share_bp: number | null;
  entitlement: Schema<"Entitlement"> | null;
  unrelated: boolean;
  rot_kr: number | null;
  rut_kr: number | null;
  green_kr: number | null;
  /** Of other years; sent as they are. */
  earlier: Schema<"DeductionUsed">[];
};

/** The people. */
export type HouseholdForm = { members: MemberForm[] };

/** Somebody nobody has written yet. */
export function newMember(name: string, share_bp: number): MemberForm {
  return {
    key: crypto.randomUUID(),
    id: null,
    name,
    number: "",
    known: "",
    share_bp,
    entitlement: null,
    unrelated: false,
    rot_kr: 0,
    rut_kr: 0,
    green_kr: 0,
    earlier: [],
  };
}

/** The people of a household, with what was used in a year; one person to begin with where there is nobody. */
export function householdForm(household: HouseholdThing | null, year: number, name: string): HouseholdForm {
  const members = (household?.members ?? []).map((member): MemberForm => {
    const used = member.used.find((each) => each.year === year);
    return {
      key: member.id,
      id: member.id,
      name: member.name,
      number: "",
      known: member.identity_number,
      share_bp: member.share_bp,
      entitlement: member.entitlement,
      unrelated: member.unrelated,
      rot_kr: used?.rot_kr ?? 0,
      rut_kr: used?.rut_kr ?? 0,
      green_kr: used?.green_kr ?? 0,
      earlier: member.used.filter((each) => each.year !== year),
    };
  });
  return { members: members.length > 0 ? members : [{ ...newMember(name, WHOLE_BP), key: "first" }] };
}

/** What is sent. */
export function householdInput(form: HouseholdForm, year: number): Schema<"HouseholdInput"> {
  return {
    members: form.members.map((member): Input => {
      const used = { rot_kr: member.rot_kr ?? 0, rut_kr: member.rut_kr ?? 0, green_kr: member.green_kr ?? 0 };
      const now = Object.values(used).some((kr) => kr > 0) ? [{ year, ...used }] : [];
      return {
        id: member.id,
        name: member.name,
        identity_number: member.number.trim() || (member.known ? null : ""),
        share_bp: member.share_bp ?? 0,
        entitlement: member.entitlement,
        unrelated: member.unrelated,
        used: [...now, ...member.earlier],
      };
    }),
  };
}

/** The members with equal shares that are 100 % together; what doesn't divide goes to the first. */
export function dividedEqually(members: MemberForm[]): MemberForm[] {
  const part = Math.floor(WHOLE_BP / members.length);
  const left = WHOLE_BP - part * members.length;
  return members.map((member, place) => ({ ...member, share_bp: part + (place < left ? 1 : 0) }));
}

/** The sum of the shares when it isn't 100 %. */
export function wrongSum({ members }: HouseholdForm): number | null {
  const sum = members.reduce((whole, { share_bp }) => whole + (share_bp ?? 0), 0);
  return members.length === 0 || sum === WHOLE_BP ? null : sum;
}
