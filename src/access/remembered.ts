const most = 100;

/** Keeps a result among others, of which there are never more than so many: at that, they are made anew. */
export function keep<Value>(results: Map<string, Value>, key: string, value: Value, atMost: number): void {
  if (results.size >= atMost) results.clear();
  results.set(key, value);
}

/**
 * A pure function of a text that is called again and again with the same few texts: it keeps its last results, of which
 * there are never many. Undefined is not kept.
 */
export function remembered<Value>(make: (text: string) => Value): (text: string) => Value {
  const results = new Map<string, Value>();
  return (text) => {
    let value = results.get(text);
    if (value !== undefined) return value;
    value = make(text);
    if (value !== undefined) keep(results, text, value, most);
    return value;
  };
}
