import type { ReadAsset } from '../../simulator/calls';

/** What an endpoint answers, before it is a response. */
export type Answer = DocumentAnswer | AssetAnswer | StatusAnswer;

/** A small document: with an ETag, so that clients can ask whether it is still the same (AUT-84). */
export interface DocumentAnswer {
  readonly kind: 'document';
  readonly body: string | Uint8Array;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In quotes. Left out, it is computed from the body. */
  readonly etag?: string;
  /** Whether a part of it can be asked for (RBY-24). */
  readonly ranges?: boolean;
}

/** The file of a version: by a redirect to the store of assets, or itself (END-14, AUT-81). */
export interface AssetAnswer {
  readonly kind: 'asset';
  readonly read: ReadAsset;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The endpoint gives the bytes itself, whatever the server does with other assets (AUT-82). */
  readonly direct?: boolean;
  /** False where a Range is not heeded (PYP-30). */
  readonly ranges?: boolean;
}

/** What is neither: the end of a write, a redirect. */
export interface StatusAnswer {
  readonly kind: 'status';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A document as it is read. */
export const document = (
  type: string,
  body: string | Uint8Array,
  more: Omit<DocumentAnswer, 'kind' | 'body' | 'type'> = {},
): DocumentAnswer => ({ kind: 'document', type, body, ...more });

/** A value as a JSON document. */
export const json = (value: unknown, more: Omit<DocumentAnswer, 'kind' | 'body' | 'type'> = {}): DocumentAnswer =>
  document('application/json', JSON.stringify(value), more);

/** The file that was read. */
export const asset = (
  type: string,
  read: ReadAsset,
  more: Omit<AssetAnswer, 'kind' | 'read' | 'type'> = {},
): AssetAnswer => ({ kind: 'asset', type, read, ...more });

/** A status, with the body that belongs to it. */
export const status = (code: number, type?: string, body?: string | Uint8Array): StatusAnswer => ({
  kind: 'status',
  status: code,
  headers: type === undefined ? {} : { 'content-type': type },
  body,
});

/** Leads to another address. */
export const redirect = (code: 301 | 303 | 307, location: string): StatusAnswer => ({
  kind: 'status',
  status: code,
  headers: { location },
});
