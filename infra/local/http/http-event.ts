import type { IncomingHttpHeaders } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { accountId } from '../servers/messaging.ts';

/** A request as it came in, with its whole body. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly clientAddress: string;
}

/** The event in which an HTTP API hands a request to a function: payload format 2.0, route `$default`. */
export function toHttpEvent(request: HttpRequest, requestId: string, now: Date): APIGatewayProxyEventV2 {
  const [encodedPath, query] = splitOnce(request.url, '?');
  const path = decodePath(encodedPath);
  const headers = joinHeaders(request);
  const cookies = request.headers.cookie?.split(/;\s*/).filter(cookie => cookie !== '');
  const parameters = queryParameters(query);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookies !== undefined && cookies.length > 0 && { cookies }),
    headers,
    ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
    requestContext: {
      accountId,
      apiId: 'local',
      domainName: headers['host'] ?? '',
      domainPrefix: 'local',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.clientAddress,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...toBody(request),
  };
}

/**
 * Despite its name, `rawPath` of an HTTP API is decoded, and cut at a question mark that was encoded. Source: captures
 * of a live API in hotsock/voker#8.
 */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).split('?')[0] ?? '';
  } catch {
    return path;
  }
}

/** An HTTP API hands over only these as text; everything else, forms included, comes in base64. */
const textTypes = /^(text\/|application\/(json|xml|javascript)\b)/i;

function toBody({ body, headers }: HttpRequest): { body?: string; isBase64Encoded: boolean } {
  if (body.byteLength === 0) return { isBase64Encoded: false };
  return textTypes.test(headers['content-type'] ?? '')
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}

function joinHeaders({ headers, clientAddress }: HttpRequest): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'cookie') continue;
    joined[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const forwarded = joined['x-forwarded-for'];
  return {
    ...joined,
    'x-forwarded-for': forwarded === undefined ? clientAddress : `${forwarded}, ${clientAddress}`,
    'x-forwarded-port': joined['host']?.split(':')[1] ?? '80',
    'x-forwarded-proto': 'http',
  };
}

function queryParameters(query: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  }
  return values;
}

/** `12/Mar/2026:19:03:58 +0000` */
function commonLogTime(instant: Date): string {
  const [, day = '', month = '', year = '', time = ''] = instant.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

function splitOnce(text: string, separator: string): [string, string] {
  const position = text.indexOf(separator);
  return position === -1 ? [text, ''] : [text.slice(0, position), text.slice(position + 1)];
}
