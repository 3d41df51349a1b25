const most = 100;

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
    if (results.size >= most) results.clear();
    if (value !== undefined) results.set(text, value);
    return value;
  };
}
