/**
 * A function of an object that is carried out once for each: records are frozen, so that what was read of one stays
 * true as long as there is the record. Undefined is not kept.
 */
export function onceForEach<Subject extends object, Value>(
  make: (subject: Subject) => Value,
): (subject: Subject) => Value {
  const known = new WeakMap<Subject, Value>();
  return (subject) => {
    let value = known.get(subject);
    if (value !== undefined) return value;
    value = make(subject);
    if (value !== undefined) known.set(subject, value);
    return value;
  };
}
