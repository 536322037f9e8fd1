import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type HttpStageProps,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { webSettings } from '../../functions/web/settings.ts';
import { settleMinute } from '../settle-minute.ts';
import type { StageSettings } from '../stages.ts';
import { HouseFunction } from './house-function.ts';
import { indexMemory } from './index-memory.ts';
import { allowSending, mailEnvironment } from './mail-access.ts';
import { allowTable } from './table-access.ts';
import { stageDefaults, type UnitProps } from './unit.ts';
import { WebDomain } from './web-domain.ts';

/** Requests in a second over all clients; a mail's one-click unsubscribes come in bursts. */
const throttle = { rateLimit: 50, burstLimit: 100 };

/** Everything a reader touches, behind an HTTP API. */
export class Web extends Construct {
  readonly api: HttpApi;
  readonly function: NodejsFunction;
  /** Where readers reach it, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: UnitProps) {
    super(scope, id);
    const { settings, state } = props;
    this.api = new HttpApi(this, 'Api', {
      // A label for the console; it need not be unique.
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
    });
    const { domain } = settings.web;
    this.url = domain === undefined ? (settings.web.url ?? this.api.apiEndpoint) : `https://${domain}`;
    const house = new HouseFunction(this, 'Function', {
      folder: 'web',
      description: 'Serves everything a reader touches: pages, sign-up, preferences, unsubscribing',
      settings: webSettings,
      environment: {
        ...mailEnvironment(props),
        PAPERS_TABLE: state.papers.tableName,
        SUBSCRIBERS_TABLE: state.subscribers.tableName,
        DELIVERIES_TABLE: state.deliveries.tableName,
        WEB_URL: this.url,
        SETTLE_MINUTE: String(settleMinute(settings)),
        SIGN_UPS_PER_CLIENT_PER_HOUR: String(settings.signUps.perClientPerHour),
        SIGN_UPS_PER_HOUR: String(settings.signUps.perHour),
      },
      timeout: Duration.seconds(15),
      ...indexMemory(settings),
      ...stageDefaults(settings),
    });
    this.function = house.function;
    allowTable(this.function, state.papers, ['GetItem', 'BatchGetItem', 'Query']);
    allowTable(this.function, state.subscribers, ['GetItem', 'UpdateItem', 'DeleteItem']);
    allowTable(this.function, state.deliveries, ['Query', 'PutItem']);
    allowSending(house.role, props);
    this.route();
    this.openStage(props);
  }

  private route(): void {
    const route = new HttpRoute(this, 'Route', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Function', this.function, {
        payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      }),
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Pages and sign-up are public; what belongs to a reader is behind the random token of the link.',
    });
  }

  /** The stage's name in the zone; the API's own address goes on working beside it, for links in older mails. */
  private ownName({ web, zone }: StageSettings): Pick<HttpStageProps, 'domainMapping'> {
    if (web.domain === undefined || zone === undefined) return {};
    const hostedZone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: zone.id,
      zoneName: zone.name,
    });
    const { domainName } = new WebDomain(this, 'Domain', { zone: hostedZone, domain: web.domain });
    return { domainMapping: { domainName } };
  }

  private openStage({ settings }: UnitProps): void {
    const { logRetention, removalPolicy } = stageDefaults(settings);
    const accessLog = new LogGroup(this, 'AccessLog', { retention: logRetention, removalPolicy });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      ...this.ownName(settings),
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
  }
}

/** Neither the path, which carries a reader's token, nor the client's address. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    time: AccessLogField.contextRequestTime(),
    method: AccessLogField.contextHttpMethod(),
    status: AccessLogField.contextStatus(),
    responseLength: AccessLogField.contextResponseLength(),
    integrationLatency: AccessLogField.contextIntegrationLatency(),
    integrationError: '$context.integrationErrorMessage',
  }),
);
