import { type Answer, type DocumentAnswer, json } from '../answer';

/** The version of the protocol, on every answer (SWF-18). */
export const contentVersion = { 'content-version': '1' } as const;

/** A JSON answer with the links that belong to it. */
export const swiftJson = (value: unknown, links: readonly Link[] = []): DocumentAnswer =>
  json(value, { headers: { ...contentVersion, ...linkHeader(links) } });

/** Something that an answer leads to, and the further parameters of the link. */
export interface Link {
  readonly url: string;
  readonly rel: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The `Link` header; nothing when there is no link. */
export function linkHeader(links: readonly Link[]): { readonly link?: string } {
  if (links.length === 0) return {};
  const written = links.map(({ url, rel, parameters = {} }) =>
    [`<${url}>`, ...Object.entries({ rel, ...parameters }).map(([name, value]) => `${name}="${value}"`)].join('; '),
  );
  return { link: written.join(', ') };
}

/** An answer without body. */
export const bodiless = (code: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  kind: 'status',
  status: code,
  headers: { ...contentVersion, ...headers },
});
