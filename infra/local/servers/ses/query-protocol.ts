/** The parameters of a request of AWS's Query protocol, by their full names (`Tags.member.1.Name`). */
export type Parameters = ReadonlyMap<string, string>;

export function parseParameters(form: string): Parameters {
  return new Map(new URLSearchParams(form));
}

/** The values of a list: `Destinations.member.1`, `Destinations.member.2`, … */
export function members(parameters: Parameters, list: string): readonly string[] {
  return positions(parameters, list).map(position => parameters.get(`${list}.member.${position}`) ?? '');
}

/** A list of name and value pairs: `Tags.member.1.Name`, `Tags.member.1.Value`, … */
export function namedMembers(
  parameters: Parameters,
  list: string,
): readonly { name: string; value: string }[] {
  return positions(parameters, list).map(position => ({
    name: parameters.get(`${list}.member.${position}.Name`) ?? '',
    value: parameters.get(`${list}.member.${position}.Value`) ?? '',
  }));
}

function positions(parameters: Parameters, list: string): readonly number[] {
  const found = new Set<number>();
  for (const name of parameters.keys()) {
    const position = name.startsWith(`${list}.member.`)
      ? name.slice(list.length + 8).split('.')[0]
      : undefined;
    if (position !== undefined) found.add(Number(position));
  }
  return [...found].toSorted((left, right) => left - right);
}

/** What an action answers: texts, lists of `<member>`, or maps of `<entry>`. */
export type Result = Readonly<Record<string, string | readonly string[] | ReadonlyMap<string, Result>>>;

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';

export function answerXml(action: string, result: Result, requestId: string): string {
  return (
    `<${action}Response xmlns="${namespace}"><${action}Result>${elements(result)}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`
  );
}

export function errorXml(code: string, message: string, requestId: string): string {
  return (
    `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${escapeXml(code)}</Code>` +
    `<Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

function elements(result: Result): string {
  return Object.entries(result)
    .map(([name, value]) => `<${name}>${content(value)}</${name}>`)
    .join('');
}

function content(value: Result[string]): string {
  if (typeof value === 'string') return escapeXml(value);
  if (isMap(value)) {
    return [...value]
      .map(([key, inner]) => `<entry><key>${escapeXml(key)}</key><value>${elements(inner)}</value></entry>`)
      .join('');
  }
  return value.map(member => `<member>${escapeXml(member)}</member>`).join('');
}

function isMap(value: readonly string[] | ReadonlyMap<string, Result>): value is ReadonlyMap<string, Result> {
  return value instanceof Map;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
