import * as z from 'zod';
import { defineKind } from '../resource-kind.ts';

export const apiKind = defineKind({
  type: 'AWS::ApiGatewayV2::Api',
  file: import.meta.filename,
  used: { ProtocolType: z.literal('HTTP') },
  ignored: { Name: 'a label only', Description: 'for people', Tags: 'labels only' },
  attributes: { ApiEndpoint: ({ places }) => places.webUrl, ApiId: ({ generatedName }) => generatedName },
});

export const integrationKind = defineKind({
  type: 'AWS::ApiGatewayV2::Integration',
  file: import.meta.filename,
  used: {
    ApiId: z.string(),
    IntegrationType: z.literal('AWS_PROXY'),
    IntegrationUri: z.string(),
    PayloadFormatVersion: z.literal('2.0'),
  },
  ignored: { TimeoutInMillis: 'the function’s own timeout is shorter', Description: 'for people' },
});

export const routeKind = defineKind({
  type: 'AWS::ApiGatewayV2::Route',
  file: import.meta.filename,
  used: {
    ApiId: z.string(),
    RouteKey: z.literal('$default'),
    Target: z.string().startsWith('integrations/'),
    AuthorizationType: z.literal('NONE').default('NONE'),
  },
  ignored: {},
});

export const stageKind = defineKind({
  type: 'AWS::ApiGatewayV2::Stage',
  file: import.meta.filename,
  used: { ApiId: z.string(), StageName: z.literal('$default') },
  ignored: {
    AutoDeploy: 'what the template says is what runs',
    AccessLogSettings: 'the console shows each invocation',
    DefaultRouteSettings: 'throttling protects an account, and this is one person’s machine',
    Description: 'for people',
    Tags: 'labels only',
  },
});
