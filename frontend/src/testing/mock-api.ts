/** What does the server answer in a component test? What the test says, checked by the compiler against the contract. */
import { expect, onTestFinished, vi } from "vitest";
import type { FieldError, ProblemBody } from "@/api/problem.ts";
import type { paths } from "@/api/schema.d.ts";

type Method = "get" | "put" | "post" | "delete";

/** An operation of the contract: `GET /api/v1/invoices/{invoice_id}`. */
export type Route = {
  [Path in keyof paths]: {
    [M in Method]: paths[Path][M] extends { responses: unknown } ? `${Uppercase<M>} ${Path}` : never;
  }[Method];
}[keyof paths];

type Operation<R extends Route> = R extends `${infer Verb} ${infer Path extends keyof paths}`
  ? Lowercase<Verb> extends infer M extends Method
    ? paths[Path][M]
    : never
  : never;
type Content<T> = T extends { content: infer Types } ? Types[keyof Types] : undefined;
type Good<T> = T extends { responses: infer Answers }
  ? { [Status in keyof Answers & (200 | 201 | 202 | 204)]: Content<Answers[Status]> }[keyof Answers &
      (200 | 201 | 202 | 204)]
  : never;
type Input<T> = T extends { requestBody: infer Body } ? Content<NonNullable<Body>> : undefined;
type Parameters<T, Place extends string> = T extends { parameters: { [P in Place]?: infer Named } }
  ? NonNullable<Named>
  : never;

/** The body of a good answer. */
export type BodyOf<R extends Route> = Good<Operation<R>>;

/** What was asked. Query values are text, as they stand in the address. */
export type Asked<R extends Route = Route> = {
  path: Parameters<Operation<R>, "path">;
  query: { [Name in keyof Parameters<Operation<R>, "query">]?: string };
  body: Input<Operation<R>>;
  headers: Headers;
};

/** An answer that is no success. */
class Refusal {
  readonly problem: ProblemBody | null;
  constructor(problem: ProblemBody | null) {
    this.problem = problem;
  }
}

type Handler<R extends Route> = (asked: Asked<R>) => BodyOf<R> | Refusal | Promise<BodyOf<R> | Refusal>;
type Handlers = { [R in Route]?: Handler<R> };

/** A request that was made, for what a test expects of it. */
export type Sent = { route: Route; body: unknown; query: Record<string, string>; headers: Headers };

/** Refuses as the server does. */
export function refuse(
  status: number,
  code: ProblemBody["code"],
  errors: Partial<FieldError>[] = [],
): Refusal {
  return new Refusal({
    code,
    status,
    title: code,
    detail: null,
    instance: null,
    request_id: "request-of-a-test",
    type: `https://kontoret.example/problems/${code}`,
    errors: errors.map((error) => ({ pointer: "", code: "invalid", params: {}, ...error }) as FieldError),
  });
}

/** The connection is cut before an answer comes. */
export const cut = (): Refusal => new Refusal(null);

/** Statuses of success that aren't 200. */
function statusOf(route: Route, body: unknown): number {
  if (body === undefined) return 204;
  return route.startsWith("POST") && /\/(from-order|from-offer|[a-z-]+s)$/.test(route) ? 201 : 200;
}

function reply(route: Route, answer: unknown): Response {
  if (answer instanceof Refusal) {
    if (!answer.problem) throw new TypeError("the connection was cut");
    return Response.json(answer.problem, {
      status: answer.problem.status,
      headers: { "content-type": "application/problem+json" },
    });
  }
  const status = statusOf(route, answer);
  if (status === 204) return new Response(null, { status });
  if (typeof answer === "string")
    return new Response(answer, { status, headers: { "content-type": "application/pdf" } });
  return Response.json(answer, { status });
}

type Compiled = { route: Route; verb: string; pattern: RegExp; names: string[]; literal: number };

function compile(route: string): Compiled {
  const [verb = "", path = ""] = route.split(" ");
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, "([^/]+)")}$`);
  return { route: route as Route, verb, pattern, names, literal: path.length - names.join("{}").length };
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  return text === "" ? undefined : JSON.parse(text);
}

/**
 * Answers the app's requests for the rest of the test. A request that nothing answers fails the test. The handlers can be
 * changed while the test runs: `server.on("GET …", …)`.
 */
export function mockApi(handlers: Handlers) {
  const known = new Map<string, Handler<never>>(Object.entries(handlers) as [string, Handler<never>][]);
  const sent: Sent[] = [];
  const unanswered: string[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.origin), init);
    const url = new URL(request.url);
    const found = [...known.keys()]
      .map(compile)
      .sort((a, b) => b.literal - a.literal)
      .find(({ verb, pattern }) => verb === request.method && pattern.test(url.pathname));
    if (!found) {
      unanswered.push(`${request.method} ${url.pathname}`);
      throw new TypeError(`nothing answers ${request.method} ${url.pathname}`);
    }
    const values = found.pattern.exec(url.pathname)?.slice(1) ?? [];
    const body = await bodyOf(request);
    const query = Object.fromEntries(url.searchParams);
    sent.push({ route: found.route, body, query, headers: request.headers });
    const path = Object.fromEntries(found.names.map((name, place) => [name, values[place]]));
    const handler = known.get(found.route) as unknown as (asked: unknown) => unknown;
    return reply(found.route, await handler({ path, query, body, headers: request.headers }));
  };
  vi.spyOn(globalThis, "fetch").mockImplementation(answer);
  onTestFinished(() => expect(unanswered).toEqual([]));
  return {
    /** Every request so far, in order. */
    sent,
    /** The requests of one operation. */
    sentTo: (route: Route) => sent.filter((each) => each.route === route),
    /** Answers an operation in another way from now on. */
    on: <R extends Route>(route: R, handler: Handler<R>) => {
      known.set(route, handler as unknown as Handler<never>);
    },
  };
}
