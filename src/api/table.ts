import type { ExceptionName } from '../model/errors';
import type { ShapeName } from './shape-names';

/** The form of a row in the table of shapes. Lengths count Unicode code points (ERR-39). */
export type Shape = StringShape | IntegerShape | PlainShape | ListShape | MapShape | StructureShape;

export interface StringShape {
  readonly kind: 'string';
  readonly min?: number;
  readonly max?: number;
  /** Matches the whole value, or fails. */
  readonly pattern?: RegExp;
  /** The pattern as AWS writes it, which is how messages print it. */
  readonly source?: string;
  /** The only values there are, in the order of AWS's model. */
  readonly values?: readonly string[];
}

export interface IntegerShape {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
}

/** A timestamp is a `Date`; an asset stands for the bytes of a package version's file. */
export interface PlainShape {
  readonly kind: 'boolean' | 'timestamp' | 'asset';
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: ShapeName;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape {
  readonly kind: 'map';
  readonly key: ShapeName;
  readonly value: ShapeName;
}

export interface StructureShape {
  readonly kind: 'structure';
  readonly members: Members;
}

/** By name, in the order of AWS's model. */
export type Members = Readonly<Record<string, Member>>;

export interface Member {
  readonly shape: ShapeName;
  /** Where the member travels: the JSON body unless said otherwise. A payload is the whole body, as bytes. */
  readonly in?: 'query' | 'header' | 'payload';
  /** The name on the wire, where it is not the member's own. */
  readonly as?: string;
  readonly required?: true;
  /** The values that this operation accepts, where they are fewer than those of the shape (API-501 to API-507). */
  readonly values?: readonly string[];
  /** A word that a query may give for `true` (PUB-32). */
  readonly trueWord?: string;
  /** Sent as JSON null when it is null (VER-52). */
  readonly nullable?: true;
}

/** The form of a row in the table of operations. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly input: Members;
  readonly output: Members;
  readonly errors: readonly ExceptionName[];
  /** Marked so in AWS's model (API-40). */
  readonly idempotent?: true;
  /** The output member that pages divide (API-301 to API-311). */
  readonly items?: string;
}
