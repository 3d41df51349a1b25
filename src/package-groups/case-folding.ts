/**
 * The text in full Unicode case folding (GRP-65), which the language itself does not offer: letter by letter, since a
 * sigma is the same wherever it stands.
 */
export function caseFolded(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += foldedCharacter(character);
  return folded;
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** The small letter of the capital one, which brings several characters where there is no single one: `ß` is `ss`. */
function foldedCharacter(character: string): string {
  if (character === 'ı') return character; // it has a capital letter that is another's: only Turkish folds it
  // Cherokee is folded the other way.
  if (/[\u13a0-\u13fd\uab70-\uabbf]/.test(character)) return character.toUpperCase();
  return character.toLowerCase().toUpperCase().toLowerCase();
}
