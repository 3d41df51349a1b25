import fc from 'fast-check';

/** Names of what every object inherits: a dictionary that is a plain object would find them. */
export const hostileTexts = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

/** Texts of all kinds: hostile ones, any code points, lone surrogates, and what looks like a name or a version. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({ unit: fc.constantFrom(...'aAzZ\u0130\u03a3\u017f\u212a', ...'019', ...'.-_+~!@/# ') }),
  fc.string({ unit: fc.constantFrom(...'00123', '.', '.', '-', '+', 'b', 'RC'), minLength: 1, maxLength: 12 }),
);
